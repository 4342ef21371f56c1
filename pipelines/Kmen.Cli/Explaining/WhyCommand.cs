using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Workspace;

namespace Kmen.Cli.Explaining;

/// <summary>The commands that give reasons.</summary>
sealed class WhyCommand : KmenCommand
{
    public override string Name => "why";

    public override string Summary => "Give the reasons for what is published";

    public override string Description => "Reasons, from the published warehouse and the last run's deliveries.";

    public override IReadOnlyList<Example> Examples => [new("why person 42", "Everything about one person")];

    public override IReadOnlyList<KmenCommand> Subcommands { get; } = [new WhyPersonCommand()];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) =>
        throw KmenException.Usage("why what?", null, "Write: kmen why person ID");
}
