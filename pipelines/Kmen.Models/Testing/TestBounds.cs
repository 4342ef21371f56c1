namespace Kmen.Models.Testing;

/// <summary>What a number of failing rows means.</summary>
/// <param name="Severity">Whether failing rows can stop the night.</param>
/// <param name="WarnIf">How many are too many to pass.</param>
/// <param name="ErrorIf">How many stop the night, where the severity is error.</param>
public sealed record TestBounds(TestSeverity Severity, Threshold WarnIf, Threshold ErrorIf)
{
    /// <summary>One failing row stops the night.</summary>
    public static TestBounds Strict { get; } = new(TestSeverity.Error, Threshold.Any, Threshold.Any);

    /// <summary>Judges a number of failing rows.</summary>
    /// <param name="failing">Failing rows.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <returns>passed, warned or failed.</returns>
    public string Judge(long failing, long rows) =>
        Severity == TestSeverity.Error && ErrorIf.IsMet(failing, rows) ? "failed" : WarnIf.IsMet(failing, rows) ? "warned" : "passed";
}
