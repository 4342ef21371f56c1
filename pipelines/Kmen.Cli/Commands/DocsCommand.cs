using System.CommandLine;
using System.Globalization;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Models;
using Kmen.Models.Documentation;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>Writes the page that documents the workspace.</summary>
sealed class DocsCommand : KmenCommand
{
    static readonly Option<string?> Output = new("--output") { HelpName = "DIR", Description = "Folder that gets index.html. Default: .kmen/docs, or docs below the target's state folder." };

    public override string Name => "docs";

    public override string Summary => "Write a page that shows models, columns, where they come from, and how the nights went";

    public override string Description =>
        """
        Writes one file, index.html, that a browser opens without a server or the internet: sources, models and what the engine makes, with descriptions, columns, SQL, tests and their last results, runs and rows a night; the graph; for each column where its values come from and what depends on it; audiences and destinations. It can be mailed or put on any web server as it is.

        It shows the workspace's files as they stand and what is published, and holds no row of any table. It works before the first night and while a run goes on.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("docs", "Writes .kmen/docs/index.html"),
        new("docs --target prod --output site", "What prod publishes, into the folder site"),
    ];

    public override IReadOnlyList<Option> Options => [Output];

    public override IReadOnlyList<Option> Common => CommonOptions.OfWorkspace;

    public override async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var models = WorkspaceModels.Open(invocation);
        var page = models.Page(invocation.Clock.GetUtcNow().UtcDateTime, cancellation);
        var folder = invocation.Value(Output) is { } chosen ? Path.GetFullPath(chosen) : invocation.Layout.DocumentationFolder;
        var file = Path.Combine(folder, "index.html");
        long size;
        try
        {
            size = PageFile.Write(file, page);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw KmenException.Usage($"{file} cannot be written: {e.Message}", null, "Name another folder: --output DIR");
        }

        await invocation.Terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {invocation.Layout.Shown(file)}: {Counted(page, "source", node => node.Kind == "source")}, {Counted(page, "model", node => node.Sql is not null && node.Kind != "check")}, {(size + 1023) / 1024:N0} KB{(page.Publication is null ? "; not built yet" : "")}. Open it in a browser."));
        return ExitCode.Done;
    }

    static string Counted(WorkspacePage page, string what, Func<PageNode, bool> which)
    {
        var count = page.Nodes.Count(which);
        return string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
    }
}
