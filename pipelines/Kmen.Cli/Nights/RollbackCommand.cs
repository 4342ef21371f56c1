using System.CommandLine;
using System.Globalization;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Night.Publishing;
using Kmen.Workspace;

namespace Kmen.Cli.Nights;

/// <summary>Points readers at an earlier night.</summary>
sealed class RollbackCommand : KmenCommand
{
    static readonly Argument<string?> Run = new("run")
    {
        HelpName = "RUN_ID", Description = "The night to go back to. Default: the one before the current.", Arity = ArgumentArity.ZeroOrOne,
    };

    public override string Name => "rollback";

    public override string Summary => "Point readers at an earlier night";

    public override string Description =>
        """
        Flips published/current to a night that is still kept (keep_nights in kmen.yml). Readers see it with their next connection; nothing is sent, and nothing is deleted. The next run publishes a new night as ever.
        """;

    public override IReadOnlyList<Example> Examples => [new("rollback", "To the night before the current"), new("rollback 000011-20250130T2300", "To a certain night")];

    public override IReadOnlyList<Argument> Arguments => [Run];

    public override IReadOnlyList<Option> Common => CommonOptions.OfWorkspace;

    public override async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var night = Publication.Rollback(invocation.Layout, invocation.Value(Run));
        await invocation.Terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Readers now see the night {night.RunId}, as of {night.AsOf:yyyy-MM-dd HH:mm} UTC, published {night.PublishedAt:yyyy-MM-dd HH:mm} UTC."));
        return ExitCode.Done;
    }
}
