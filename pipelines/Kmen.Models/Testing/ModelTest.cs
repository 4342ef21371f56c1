namespace Kmen.Models.Testing;

/// <summary>One test of a table.</summary>
/// <param name="Kind">not_null, unique, accepted_values, accepted_range, relationships, expression, row_count.</param>
/// <param name="Column">The column it is about, several joined by comma, or null.</param>
/// <param name="FailingRows">A query that counts the failing rows; <c>{0}</c> stands for the table.</param>
/// <param name="Severity">What a failure does.</param>
public sealed record ModelTest(string Kind, string? Column, string FailingRows, TestSeverity Severity)
{
    /// <summary>The other table that the test reads, as schema.name in lower case, or null: it must be made before the test runs.</summary>
    public string? Reads { get; init; }
}
