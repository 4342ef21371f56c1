using Kmen.Models.Testing;
using Kmen.Workspace;

namespace Kmen.Models.Files;

/// <summary>One SQL model: a SELECT in a file and what its header says.</summary>
public sealed record Model
{
    /// <summary>The schema: the folder's name.</summary>
    public required string Schema { get; init; }

    /// <summary>The table: the file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Path relative to the workspace.</summary>
    public required string File { get; init; }

    /// <summary>The whole text of the file.</summary>
    public required string Text { get; init; }

    /// <summary>Where the SELECT begins in <see cref="Text"/>.</summary>
    public required int SqlOffset { get; init; }

    /// <summary>One sentence that states the grain, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The columns that identify a row; empty where the header names none.</summary>
    public IReadOnlyList<string> Grain { get; init; } = [];

    /// <summary>What it becomes. Default: table.</summary>
    public Materialization Materialization { get; init; } = Materialization.Table;

    /// <summary>Facts: the date or timestamp column that says when they happened, or null. Large tables are published as one Parquet file a month of it.</summary>
    public string? EventTime { get; init; }

    /// <summary>Whether it is published as Parquet beside the warehouse. What only other models read need not be: it stays in the warehouse's file. Default: yes.</summary>
    public bool HasParquet { get; init; } = true;

    /// <summary>Whether an incremental model is declared to look across keys, so that it is made whole where anything changed.</summary>
    public bool IsRebuiltWhole { get; init; }

    /// <summary>How a snapshot tells versions apart, or null.</summary>
    public SnapshotSettings? Snapshot { get; init; }

    /// <summary>The columns and types that must hold, by name; empty where nothing is promised.</summary>
    public IReadOnlyDictionary<string, string> Contract { get; init; } = new Dictionary<string, string>();

    /// <summary>Tests of the built table.</summary>
    public IReadOnlyList<ModelTest> Tests { get; init; } = [];

    /// <summary>Checks: what a number of rows means.</summary>
    public TestBounds Bounds { get; init; } = TestBounds.Strict;

    /// <summary>Descriptions of columns by name.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags for selecting.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who answers for it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Audiences: the purpose of processing.</summary>
    public string? Purpose { get; init; }

    /// <summary>Audiences: the channel, or null where the purpose is analysis.</summary>
    public string? Channel { get; init; }

    /// <summary>Schema, dot, name.</summary>
    public string FullName => $"{Schema}.{Name}";

    /// <summary>The SELECT, without header and closing semicolon.</summary>
    public string Sql => Text[SqlOffset..].TrimEnd().TrimEnd(';');

    /// <summary>The place of an offset in the SELECT.</summary>
    /// <param name="offset">Characters from the start of <see cref="Sql"/>.</param>
    /// <returns>File, line, column and the line's text.</returns>
    public SourcePosition At(int offset) => SourcePosition.At(File, Text, SqlOffset + offset);
}
