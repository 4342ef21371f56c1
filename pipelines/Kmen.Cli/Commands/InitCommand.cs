using System.CommandLine;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Templates;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>Makes a workspace.</summary>
sealed class InitCommand : KmenCommand
{
    static readonly Argument<string> Folder = new("dir") { HelpName = "DIR", Description = "The new folder; it may exist if it is empty." };

    public override string Name => "init";

    public override string Summary => "Make a workspace that runs";

    public override string Description =>
        """
        Writes a whole workspace into a new folder: a Czech omnichannel retailer with eight sources, identity rules, features, a model and five audiences. It runs as it is, on exports that kmen generate makes, and is meant to be changed file by file into your own.
        """;

    public override IReadOnlyList<Example> Examples => [new("init shop", "Makes the folder shop with kmen.yml, sql/ and models/")];

    public override IReadOnlyList<Argument> Arguments => [Folder];

    public override async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var shown = invocation.Value(Folder)!;
        var folder = Path.GetFullPath(shown);
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw KmenException.Usage($"{shown} is not empty; nothing was written.", null, "Choose another folder, or empty this one.");
        }

        var files = await WorkspaceTemplate.WriteAsync(folder, cancellation);
        await invocation.Terminal.Out.WriteLineAsync(
            $"""
            Made the workspace {shown} ({files} files). Next:

              cd {shown}
              kmen generate        exports of a made-up retailer, into incoming/
              kmen run             the night: load, resolve, build, learn, test, publish, send
              kmen query "select audience, count(*) from audiences.membership where left_at is null group by all"

            kmen.yml says what is read and where audiences are sent; README.md leads through the rest.
            """);
        return ExitCode.Done;
    }
}
