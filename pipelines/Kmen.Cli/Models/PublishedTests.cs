using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Selecting;
using Kmen.Models.Testing;
using Kmen.Models.UnitTesting;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Models;

/// <summary>Runs tests and checks over the tables that are there.</summary>
sealed class PublishedTests(WorkspaceModels models, IWarehouseSession view, RunContext run)
{
    /// <summary>What each test found, in the order of the nodes.</summary>
    public List<TestOutcome> Of(IReadOnlyList<GraphNode> nodes, CancellationToken cancellation)
    {
        var there = view.Tables().Select(table => table.FullName.ToLowerInvariant()).ToHashSet();
        var units = UnitTestFile.Read(run.Workspace.Root).Where(test => nodes.Any(node => node.Name.Equals(test.Model, StringComparison.OrdinalIgnoreCase))).ToList();
        var outcomes = new List<TestOutcome>();
        var broken = new UnitTestRunner(models.Warehouse, models.Models, WorkspaceFunctions.Text(run.Workspace.Root), table => KnownColumns.Of(view, table)).Run(units, outcomes);
        foreach (var error in broken)
        {
            run.Reporter.Warn($"{error.Where}: {error.Message}");
        }

        var context = new BuildContext(run, models.Warehouse, view, models.Models.Queries, [.. models.Models.Models.Values], cancellation);
        foreach (var node in nodes)
        {
            var needed = node.Kind == "check" ? node.Reads : [node.Name.ToLowerInvariant()];
            if (needed.FirstOrDefault(table => !there.Contains(table)) is { } missing)
            {
                run.Reporter.Note($"{missing} is not published yet; {(node.Kind == "check" ? node.Name + " was" : "its tests were")} left out.");
                continue;
            }

            try
            {
                if (node.Kind == "check")
                {
                    ModelTesting.Check(context, node.Model!);
                }
                else
                {
                    ModelTesting.Run(context, node.Model!, node.Model!.FullName);
                }
            }
            catch (KmenException)
            {
                // The outcome is in the list.
            }
        }

        return [.. outcomes, .. context.Tests];
    }
}
