using Kmen.Audiences;
using Kmen.Identity;
using Kmen.Learning.Nightly;
using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Models.Selecting;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Night.Running;

/// <summary>All steps of a workspace's build: its models and checks, and what the engine makes between them.</summary>
public static class WorkspaceSteps
{
    /// <summary>Makes the steps, each after those that make its inputs.</summary>
    /// <param name="workspace">The configuration.</param>
    /// <param name="models">The workspace's models.</param>
    /// <param name="session">A session whose parser is used.</param>
    /// <returns>The steps in their order.</returns>
    /// <exception cref="Kmen.Workspace.KmenException">A table that nothing makes, a circle, or a definition that is wrong.</exception>
    public static IReadOnlyList<IBuildStep> Of(WorkspaceConfiguration workspace, ModelSet models, IWarehouseSession session)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(models);
        var steps = new List<IBuildStep>();
        steps.AddRange(models.Models.Values.Where(model => model.Schema != AudienceSteps.Schema)
            .Select(model => new ModelStep(model, models.Queries[model.FullName.ToLowerInvariant()])));
        if (models.Models.ContainsKey("identity.records"))
        {
            steps.Add(new IdentityStep(models.Models.ContainsKey("identity.edges")));
        }

        steps.AddRange(LearningSteps.Of(workspace.Root, session));
        steps.AddRange(AudienceSteps.Of(workspace, models, [.. steps]));
        steps.AddRange(models.Checks.Select(check => new CheckStep(check, models.Queries[check.FullName.ToLowerInvariant()])));
        var given = workspace.Sources.Select(source => $"raw.{source.Name.ToLowerInvariant()}").ToHashSet();
        return BuildOrder.Of(steps, given, models.Models.Values.Concat(models.Checks).ToDictionary(model => model.FullName), models.Queries);
    }

    /// <summary>The same as nodes that can be selected, sources first.</summary>
    /// <param name="workspace">The configuration.</param>
    /// <param name="models">The workspace's models.</param>
    /// <param name="steps">The steps in their order.</param>
    /// <returns>The nodes.</returns>
    public static IReadOnlyList<GraphNode> Nodes(WorkspaceConfiguration workspace, ModelSet models, IReadOnlyList<IBuildStep> steps)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(models);
        return GraphNode.Of(
            workspace.Sources.Select(source => source.Name), steps, models.Models.Values.Concat(models.Checks).ToDictionary(model => model.FullName.ToLowerInvariant()));
    }
}
