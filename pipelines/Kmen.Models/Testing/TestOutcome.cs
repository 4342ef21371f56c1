using Kmen.Workspace;

namespace Kmen.Models.Testing;

/// <summary>What a test found; a row of <c>ops.tests</c>.</summary>
/// <param name="Model">The table, or the check's file.</param>
/// <param name="Test">The kind of test.</param>
/// <param name="Column">The column or columns, or null.</param>
/// <param name="Status">passed, warned, failed, error.</param>
/// <param name="FailingRows">Rows that failed; 0 where the test could not run.</param>
/// <param name="Message">Why it could not run, or what is known of the failure beside its rows; or null.</param>
public sealed record TestOutcome(string Model, string Test, string? Column, string Status, long FailingRows, string? Message)
{
    /// <summary>Where the failing rows are kept, or null.</summary>
    public string? Kept { get; init; }

    /// <summary>Where the test is written, or null.</summary>
    public SourcePosition? Where { get; init; }

    /// <summary>Whether the night must not be published.</summary>
    public bool IsBlocking => Status is "failed" or "error";
}
