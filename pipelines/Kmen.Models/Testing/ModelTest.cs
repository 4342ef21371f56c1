using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Testing;

/// <summary>
/// One test of a table. In its queries <see cref="Table"/> stands for the table, <see cref="Previous"/> for the same table of the last publication and
/// <see cref="AsOf"/> for the run's moment.
/// </summary>
/// <param name="Kind">not_null, unique, accepted_values, accepted_range, relationships, expression, row_count, freshness, distribution.</param>
/// <param name="Column">The column it is about, several joined by comma, or null.</param>
/// <param name="Severity">What a failure does.</param>
public sealed record ModelTest(string Kind, string? Column, TestSeverity Severity)
{
    /// <summary>Stands for the tested table.</summary>
    public const string Table = "{0}";

    /// <summary>Stands for the same table of the last publication.</summary>
    public const string Previous = "{previous}";

    /// <summary>Stands for the run's moment, a timestamp.</summary>
    public const string AsOf = "{as_of}";

    /// <summary>Where it is written, or null.</summary>
    public SourcePosition? Where { get; init; }

    /// <summary>A condition that a failing row meets, where one row alone decides: all such tests of a table share one scan. Else null.</summary>
    public string? Condition { get; init; }

    /// <summary>A query that gives the number of failing rows.</summary>
    public required string Count { get; init; }

    /// <summary>A query that gives the failing rows, or what is known of them.</summary>
    public required string Rows { get; init; }

    /// <summary>A query that gives one text, which says more of a failure than a number of rows; or null.</summary>
    public string? Detail { get; init; }

    /// <summary>Stands for the rows of the table that came with an increment.</summary>
    public const string New = "{new}";

    /// <summary>Stands for the changed rows of the table of <see cref="Reads"/>.</summary>
    public const string Parents = "{parents}";

    /// <summary>A query that gives the number of failing rows where none failed before some rows changed; null where only the whole table tells.</summary>
    public string? CountAmong { get; init; }

    /// <summary>The columns that it is about.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The other table that the test reads, as schema.name in lower case, or null: it must be made before the test runs.</summary>
    public string? Reads { get; init; }

    /// <summary>How many failing rows are too many to pass. Default: one.</summary>
    public Threshold WarnIf { get; init; } = Threshold.Any;

    /// <summary>How many failing rows stop the night, where the severity is error. Default: one.</summary>
    public Threshold ErrorIf { get; init; } = Threshold.Any;

    /// <summary>Whether the outcome can change while the table does not: the test runs also where the table is carried over.</summary>
    public bool MovesWithTheClock { get; init; }

    /// <summary>One of its queries with the placeholders filled in.</summary>
    /// <param name="query">The query.</param>
    /// <param name="table">The quoted name of the tested table.</param>
    /// <param name="previous">That of the same table of the last publication.</param>
    /// <param name="asOf">The run's moment.</param>
    /// <returns>The query.</returns>
    internal static string Over(string query, string table, string previous, DateTime asOf) => query
        .Replace(Table, table, StringComparison.Ordinal)
        .Replace(Previous, previous, StringComparison.Ordinal)
        .Replace(AsOf, SqlText.Timestamp(asOf), StringComparison.Ordinal);

    /// <summary>What a number of failing rows means.</summary>
    /// <param name="failing">Failing rows.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <returns>passed, warned or failed.</returns>
    public string Judge(long failing, long rows) => new TestBounds(Severity, WarnIf, ErrorIf).Judge(failing, rows);
}
