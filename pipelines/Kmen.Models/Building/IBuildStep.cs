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

    /// <summary>The tables it makes, as schema.name in lower case.</summary>
    IReadOnlyList<string> Outputs { get; }

    /// <summary>Makes them.</summary>
    /// <param name="context">What the build shares.</param>
    /// <returns>What was done.</returns>
    StepResult Run(BuildContext context);
}
