using Kmen.Models.Analysis;
using Kmen.Models.Building;
using Kmen.Models.Parsing;

namespace Kmen.Models.Lineage;

/// <summary>The lineage of a whole workspace: its models by their texts, what the engine makes between them by what its steps read.</summary>
public static class WorkspaceLineage
{
    /// <summary>Puts it together.</summary>
    /// <param name="models">The models.</param>
    /// <param name="steps">All steps of a build, in any order.</param>
    /// <param name="functions">What functions do.</param>
    /// <param name="columnsOf">The columns of sources and of what the engine makes, by schema.name in lower case; null where they are not known.</param>
    /// <returns>The lineage.</returns>
    public static ColumnLineage Of(ModelSet models, IEnumerable<IBuildStep> steps, FunctionTraits functions, Func<string, IReadOnlyList<string>?> columnsOf)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(steps);

        // An audience is a model whose rows a step of the engine restricts: it hangs on its text, and on what that step reads besides.
        var makers = steps.Where(step => step is not (ModelStep or CheckStep)).SelectMany(step => step.Outputs.Select(output => (output, step)))
            .ToDictionary(pair => pair.output, pair => pair.step);
        return new ColumnLineage(models.Queries, functions, columnsOf, table => makers.GetValueOrDefault(table)?.Inputs);
    }
}
