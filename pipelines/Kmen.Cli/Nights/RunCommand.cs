using System.CommandLine;
using Kmen.Cli.CommandLine;
using Kmen.Night.Running;

namespace Kmen.Cli.Nights;

/// <summary>The whole night.</summary>
sealed class RunCommand : NightCommand
{
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Plan every delivery and send nothing." };
    static readonly Option<bool> FullRefresh = new("--full-refresh") { Description = "Build and publish everything, whatever has changed." };

    public override string Name => "run";

    public override string Summary => "Run the whole night: load, build, test, publish, send";

    public override string Description =>
        """
        Loads what is new, delivers opt-outs, builds every model aside, tests it, publishes it by one flip, and sends the differences to the channels. A failed test publishes nothing and sends nothing; readers go on seeing the last good night.

        A second call with the same inputs and day does nothing. Where a destination is not armed for the target, its deliveries are only planned.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("run", "Tonight's night, for the target dev"),
        new("run --as-of 2025-01-31", "As it was known at that day's midnight"),
        new("run --target prod --log-format json 2>> night.ndjson", "For a scheduler: JSON events, one object a line"),
        new("run --dry-run", "Everything but the sending"),
    ];

    public override IReadOnlyList<Option> Options => [DryRun, FullRefresh];

    protected override NightParts Parts => NightParts.All;

    protected override NightOptions Adjust(NightOptions options, Invocation invocation) =>
        options with { DryRun = invocation.Value(DryRun), FullRefresh = invocation.Value(FullRefresh) };
}
