using Kmen.Models.Building;
using Kmen.Models.State;

namespace Kmen.Models.Planning;

/// <summary>What a run will do about one step, and why.</summary>
/// <param name="Step">The step.</param>
/// <param name="Way">What is done.</param>
/// <param name="Reason">Why, one sentence without full stop.</param>
/// <param name="Version">The version that the outputs will have.</param>
public sealed record StepPlan(IBuildStep Step, BuildWay Way, string Reason, string Version)
{
    /// <summary>Hash of its own text and settings.</summary>
    public required string Content { get; init; }

    /// <summary>Hash of its header.</summary>
    public required string Header { get; init; }

    /// <summary>The versions of what it reads.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>What was built before, or null.</summary>
    public BuiltModel? Before { get; init; }
}
