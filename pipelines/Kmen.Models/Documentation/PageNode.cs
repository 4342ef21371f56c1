namespace Kmen.Models.Documentation;

/// <summary>A source, a model, a check or a step of the engine.</summary>
/// <param name="Name">Schema, dot, name.</param>
/// <param name="Kind">source, table, view, incremental, snapshot, check, or the engine's kind of step.</param>
/// <param name="UniqueId">Its name in the manifest.</param>
public sealed record PageNode(string Name, string Kind, string UniqueId)
{
    /// <summary>One sentence, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The file, relative to the workspace; null for a step of the engine.</summary>
    public string? File { get; init; }

    /// <summary>Who answers for it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The columns that identify a row.</summary>
    public IReadOnlyList<string> Grain { get; init; } = [];

    /// <summary>The column that says when a row happened, or null.</summary>
    public string? EventTime { get; init; }

    /// <summary>Audiences: the purpose.</summary>
    public string? Purpose { get; init; }

    /// <summary>Audiences: the channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The SELECT, or null.</summary>
    public string? Sql { get; init; }

    /// <summary>The nodes that it reads, by their place.</summary>
    public IReadOnlyList<int> Reads { get; init; } = [];

    /// <summary>The tables that it makes, by their place.</summary>
    public IReadOnlyList<int> Makes { get; init; } = [];

    /// <summary>Its tests, with what they found last.</summary>
    public IReadOnlyList<PageTest> Tests { get; init; } = [];

    /// <summary>What the last run that came to it did, or null where none did.</summary>
    public PageStep? LastRun { get; init; }

    /// <summary>The run that last changed what it holds, or null where none did.</summary>
    public PageBuild? LastBuild { get; init; }

    /// <summary>A source's contract and files; null for others.</summary>
    public PageSource? Source { get; init; }
}
