using Kmen.Models.Building;
using Kmen.Models.Files;

namespace Kmen.Models.Selecting;

/// <summary>Something that can be selected: a source, a model, a check, a step of the engine.</summary>
/// <param name="Name">Schema, dot, name.</param>
/// <param name="Kind">source, table, view, incremental, snapshot, check, or the engine's kind of step.</param>
/// <param name="Reads">The tables that it reads, as schema.name in lower case.</param>
/// <param name="Makes">The tables that it makes, as schema.name in lower case.</param>
public sealed record GraphNode(string Name, string Kind, IReadOnlyList<string> Reads, IReadOnlyList<string> Makes)
{
    /// <summary>The model or check, or null.</summary>
    public Model? Model { get; init; }

    /// <summary>The step, or null for a source.</summary>
    public IBuildStep? Step { get; init; }

    /// <summary>The nodes of a workspace: sources, then steps in their order.</summary>
    /// <param name="sources">The names of the sources.</param>
    /// <param name="steps">The steps in their order.</param>
    /// <param name="models">The models and checks by full name in lower case.</param>
    /// <returns>The nodes.</returns>
    public static IReadOnlyList<GraphNode> Of(IEnumerable<string> sources, IEnumerable<IBuildStep> steps, IReadOnlyDictionary<string, Model> models)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(models);
        return
        [
            .. sources.Select(source => new GraphNode($"raw.{source}", "source", [], [$"raw.{source.ToLowerInvariant()}"])),
            .. steps.Select(step => new GraphNode(step.Name, step.Kind, step.Inputs, step.Outputs) { Model = models.GetValueOrDefault(step.Name.ToLowerInvariant()), Step = step }),
        ];
    }
}
