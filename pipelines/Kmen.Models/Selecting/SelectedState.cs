using Kmen.Models.Planning;
using Kmen.Workspace;

namespace Kmen.Models.Selecting;

/// <summary>Answers <c>state:</c> from a plan: what differs from the last publication.</summary>
/// <param name="plan">The plan of all steps.</param>
public sealed class SelectedState(BuildPlan plan)
{
    /// <summary>Whether a node is in a state.</summary>
    /// <param name="word">Such as <c>state:modified</c>.</param>
    /// <param name="node">The node.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="KmenException">There is no such state.</exception>
    public bool Holds(string word, GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var step = plan.Of(node.Name);
        var isNew = step is { Before: null };
        return word switch
        {
            "state:new" => node.Model is not null && isNew,
            "state:modified" or "state:modified+" => node.Model is not null && (isNew || step?.Before?.Content != step?.Content || step?.Before?.Header != step?.Header),
            "state:modified.body" => node.Model is not null && (isNew || step?.Before?.Content != step?.Content),
            "state:stale" => step is { Way: BuildWay.Build or BuildWay.Increment },
            _ => throw KmenException.Usage($"{word} is no state.", null, "Write state:modified, state:modified.body, state:new or state:stale (what a run would build)."),
        };
    }
}
