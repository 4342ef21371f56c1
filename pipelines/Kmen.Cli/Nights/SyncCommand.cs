using System.CommandLine;
using Kmen.Activation;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Output;
using Kmen.Night.Running;

namespace Kmen.Cli.Nights;

/// <summary>Sends what is published.</summary>
sealed class SyncCommand : NightCommand
{
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be sent, and send nothing." };

    static readonly (string Name, Type Type, Func<PlanResult, object?> Value)[] Columns =
    [
        ("destination", typeof(string), plan => plan.Destination), ("audience", typeof(string), plan => plan.Audience),
        ("mode", typeof(string), plan => plan.IsDryRun ? "planned" : "sent"), ("upserts", typeof(long), plan => plan.Upserts.Planned),
        ("removals", typeof(long), plan => plan.Removals.Planned), ("acknowledged", typeof(long), plan => plan.Upserts.Acknowledged + plan.Removals.Acknowledged),
        ("rejected", typeof(long), plan => plan.Upserts.Rejected + plan.Removals.Rejected),
        ("unknown", typeof(long), plan => plan.Upserts.Unknown + plan.Removals.Unknown), ("withheld", typeof(long), plan => plan.Suppressed),
        ("problem", typeof(string), plan => plan.Blocked ?? plan.Failure),
    ];

    public override string Name => "sync";

    public override string Summary => "Send the differences of the published audiences to the channels";

    public override string Description =>
        """
        Compares the published audiences with what each destination has acknowledged, and sends the difference: opt-outs first, then removals and upserts in journaled batches. It reads the publication only, and an interrupted sync goes on where it was.

        Destinations that are not armed for the target are only planned. A sync that would remove more than a destination's max_removal_share is refused.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("sync --dry-run", "What would be sent"),
        new("sync --target prod", "Sends to the destinations armed for prod"),
        new("query \"from activation.deliveries where status = 'rejected'\"", "What the channels refused, and why"),
    ];

    public override IReadOnlyList<Option> Options => [DryRun];

    public override IReadOnlyList<Option> Common => [CommonOptions.Format, .. base.Common];

    protected override NightParts Parts => NightParts.OptOuts | NightParts.Sync;

    protected override NightOptions Adjust(NightOptions options, Invocation invocation) => options with { DryRun = invocation.Value(DryRun) };

    protected override void Tell(Invocation invocation, NightResult result, TimeSpan duration)
    {
        var plans = (result.OptOuts?.Plans ?? []).Concat(result.Synced?.Plans ?? []);
        var rows = plans.Select(plan => Columns.Select(column => column.Value(plan)).ToArray());
        using var reader = RecordReader.Of([.. Columns.Select(column => column.Name)], [.. Columns.Select(column => column.Type)], rows);
        invocation.ResultWriter().Write(reader, CancellationToken.None);
    }
}
