using Kmen.Cli.CommandLine;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>The commands that move projects of other tools in.</summary>
sealed class ImportCommand : KmenCommand
{
    public override string Name => "import";

    public override string Summary => "Make a workspace of a project of another tool";

    public override string Description => "Moves a project in, and says what it could not carry over. The project itself stays as it is.";

    public override IReadOnlyList<Example> Examples => [new("import dbt jaffle_shop/target", "Makes the folder jaffle_shop of a compiled dbt project")];

    public override IReadOnlyList<KmenCommand> Subcommands { get; } = [new ImportDbtCommand()];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) =>
        throw KmenException.Usage("import what?", null, "Write: kmen import dbt TARGET_FOLDER");
}
