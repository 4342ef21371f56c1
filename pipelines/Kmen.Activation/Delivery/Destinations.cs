using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Delivery;

/// <summary>Which destinations a run handles, and which of them it may send to.</summary>
internal static class Destinations
{
    internal static IReadOnlyList<DestinationConfiguration> Selected(WorkspaceConfiguration workspace, SyncOptions options)
    {
        var names = workspace.Destinations.Select(destination => destination.Name).ToList();
        if (options.OnlyDestinations.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw KmenException.Usage(
                $"There is no destination {unknown} in kmen.yml.", new SourcePosition("kmen.yml"),
                NearestNames.Question(unknown, names) ?? (names.Count == 0 ? "It has none." : $"Destinations here: {string.Join(", ", names)}."));
        }

        return [.. workspace.Destinations.Where(
            destination => options.OnlyDestinations.Count == 0 || options.OnlyDestinations.Contains(destination.Name))];
    }

    internal static bool MaySend(DestinationConfiguration destination, SyncOptions options) =>
        !options.DryRun && destination.Armed.Contains(options.Target);
}
