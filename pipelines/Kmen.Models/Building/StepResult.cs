namespace Kmen.Models.Building;

/// <summary>What a step did.</summary>
/// <param name="Rows">Rows that it made.</param>
/// <param name="Message">One sentence, or null.</param>
public sealed record StepResult(long Rows, string? Message = null)
{
    /// <summary>Whether nothing had changed, so that nothing was done.</summary>
    public bool IsUnchanged { get; init; }
}
