using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Cli.Nights;

/// <summary>Before the first run: no export is there at all, which is one thing to say and not one for each source.</summary>
static class MissingExports
{
    // The workspace that is shipped, and what kmen init makes of it: kmen generate makes its exports.
    static readonly string[] Generated = ["customers", "orders", "order_lines", "products", "web_events", "email_events", "consents"];

    /// <summary>The error, or null where a folder is there or a run has been.</summary>
    public static KmenException? Of(WorkspaceConfiguration workspace, TargetLayout layout)
    {
        if (File.Exists(layout.OpsFile) || workspace.Sources.Any(source => Directory.Exists(source.Folder) || File.Exists(source.Folder)))
        {
            return null;
        }

        var folders = workspace.Sources.Select(source => layout.Shown(source.Folder)).Distinct().ToList();
        var names = workspace.Sources.Select(source => source.Name).ToHashSet();
        return new KmenException(
            $"There are no exports yet: {(folders.Count == 1 ? "there is no folder" : "there are no folders")} {string.Join(", ", folders)}.",
            null,
            Generated.All(names.Contains)
                ? "Make those of the simulated retailer: kmen generate\nOr put exports of your own there, as sources in kmen.yml describe them."
                : "Make the folders and put the exports there, as sources in kmen.yml describe them; another place is named by a source's folder.");
    }
}
