namespace Kmen.Models.Building;

/// <summary>One step of a build: a model, or something that the engine makes between models.</summary>
public interface IBuildStep
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>model, identity, learn, audience, proof …</summary>
    string Kind { get; }

    /// <summary>The tables it reads, as schema.name in lower case.</summary>
    IReadOnlyList<string> Inputs { get; }

    /// <summary>Those of them without which it cannot be made: it is skipped where one failed. It waits for the others, and does without. Default: all.</summary>
    IReadOnlyList<string> Needs => Inputs;

    /// <summary>The tables it makes, as schema.name in lower case.</summary>
    IReadOnlyList<string> Outputs { get; }

    /// <summary>
    /// What its rows depend on beside its inputs, the moment, and what Kmen keeps of persons, where it can bring the tables of the last build to what they should be from the changed rows
    /// of its inputs; null where it only makes them whole.
    /// </summary>
    string? IncrementSettings => null;

    /// <summary>Makes them.</summary>
    /// <param name="context">What the build shares.</param>
    /// <returns>What was done.</returns>
    StepResult Run(BuildContext context);
}
