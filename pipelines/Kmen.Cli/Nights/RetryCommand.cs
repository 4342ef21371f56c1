using Kmen.Cli.CommandLine;
using Kmen.Night.Running;
using Kmen.Workspace;

namespace Kmen.Cli.Nights;

/// <summary>Takes a failed build up again.</summary>
sealed class RetryCommand : NightCommand
{
    public override string Name => "retry";

    public override string Summary => "Take the last failed build up again, from the failure on";

    public override string Description =>
        """
        Goes on with the candidate of the last run that failed: what it had built and what has not changed since stays, what failed or was skipped is built. Then it does what that run was to do: publish and send. It is the way after a repaired model or test.
        """;

    public override IReadOnlyList<Example> Examples => [new("retry", "After the model that failed was repaired")];

    protected override NightParts Parts => NightParts.Build;

    protected override NightOptions Adjust(NightOptions options, Invocation invocation)
    {
        var failed = FailedBuild.Of(invocation.Layout)
            ?? throw KmenException.Usage("There is no failed build to take up.", null, "Start one: kmen run, or kmen build to publish nothing.");
        return options with { Retry = true, Parts = failed.Parts, AsOf = invocation.Value(CommonOptions.AsOf) ?? failed.Day };
    }
}
