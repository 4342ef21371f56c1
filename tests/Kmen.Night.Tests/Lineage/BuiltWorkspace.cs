using Kmen.Night.Running;

namespace Kmen.Night.Tests.Lineage;

/// <summary>A workspace of which everything is built from nothing, and nothing published.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="File">The build's database.</param>
internal sealed record BuiltWorkspace(RetailerWorkspace Workspace, string File)
{
    internal static BuiltWorkspace Build(RetailerWorkspace workspace)
    {
        var night = workspace.Run(RetailerWorkspace.FirstNight, options => options with { Parts = NightParts.Build });
        night.Errors.Select(error => error.ToString()).Should().BeEmpty();
        return new BuiltWorkspace(workspace, workspace.Layout.BuildFile(night.RunId));
    }
}
