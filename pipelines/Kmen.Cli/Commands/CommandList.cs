using Kmen.Cli.Explaining;
using Kmen.Cli.Nights;

namespace Kmen.Cli.Commands;

/// <summary>The commands, in the order in which help shows them.</summary>
static class CommandList
{
    public static IReadOnlyList<KmenCommand> All { get; } =
    [
        new InitCommand(),
        new ImportCommand(),
        new GenerateCommand(),
        new RunCommand(),
        new IngestCommand(),
        new BuildCommand(),
        new RetryCommand(),
        new PlanCommand(),
        new ListCommand(),
        new ShowCommand(),
        new TestCommand(),
        new DocsCommand(),
        new SyncCommand(),
        new StatusCommand(),
        new WhyCommand(),
        new RollbackCommand(),
        new QueryCommand(),
        new ServeCommand(),
    ];
}
