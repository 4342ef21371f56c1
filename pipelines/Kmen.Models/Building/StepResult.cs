namespace Kmen.Models.Building;

/// <summary>What a step did.</summary>
/// <param name="Rows">Rows made.</param>
/// <param name="Message">One sentence, or null.</param>
public sealed record StepResult(long Rows, string? Message = null);
