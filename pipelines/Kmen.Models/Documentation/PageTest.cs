namespace Kmen.Models.Documentation;

/// <summary>A test, and what it found last.</summary>
/// <param name="Test">Its kind.</param>
/// <param name="Column">The column or columns; a unit test's name; null for whole rows.</param>
/// <param name="Severity">error or warn.</param>
/// <param name="Status">passed, warned, failed or error; null where it never ran.</param>
/// <param name="FailingRows">Rows that broke it; null where it never ran.</param>
/// <param name="RunId">The run in which it ran last, or null.</param>
public sealed record PageTest(string Test, string? Column, string Severity, string? Status = null, long? FailingRows = null, string? RunId = null)
{
    /// <summary>The condition that a row meets that breaks it, or the other table that it looks at; null where its kind says all.</summary>
    public string? Detail { get; init; }
}
