using System.CommandLine;
using System.Globalization;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Cli.Output;
using Kmen.Cli.Queries;
using Kmen.Cli.Reporting;
using Kmen.Night.Publishing;
using Kmen.Night.Running;
using Kmen.Workspace;

namespace Kmen.Cli.Nights;

/// <summary>What is published, what runs, what ran.</summary>
sealed class StatusCommand : KmenCommand
{
    const double MemoryShare = 0.1;

    public override string Name => "status";

    public override string Summary => "Show what is published, what runs now and how the last runs ended";

    public override string Description =>
        """
        Says which night readers see, whether a run goes on and which step it is at, and how the last runs ended. It works while a run holds the warehouse.

        With --format csv or json only the last runs are written.
        """;

    public override IReadOnlyList<Example> Examples => [new("status", "The state of the target dev"), new("status --target prod --format json", "The last runs of prod, for a script")];

    public override IReadOnlyList<Option> Common => [CommonOptions.Format, .. CommonOptions.OfWorkspace];

    public override async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var layout = invocation.Layout;
        var isTable = invocation.Value(CommonOptions.Format) == OutputFormat.Table;
        if (isTable)
        {
            foreach (var line in Lines(layout))
            {
                await invocation.Terminal.Out.WriteLineAsync(line);
            }

            await invocation.Terminal.Out.FlushAsync(cancellation);
        }

        if (File.Exists(layout.OpsFile))
        {
            using var published = PublishedWarehouse.Open(
                layout, invocation.Value(CommonOptions.Target)!, folder => invocation.Engine(folder, MemoryShare));
            using var session = published.Session();
            using var rows = session.Read(
                "select run_id, as_of, trigger, status, started_at, finished_at - started_at as took, message from ops.runs order by sequence desc limit 10", null, cancellation);
            invocation.ResultWriter().Write(rows, cancellation);
        }

        return ExitCode.Done;
    }

    static IEnumerable<string> Lines(TargetLayout layout)
    {
        yield return Publication.Current(layout) is { } current
            ? string.Create(CultureInfo.InvariantCulture, $"published   {current.RunId}, as of {current.AsOf:yyyy-MM-dd HH:mm} UTC, published {current.PublishedAt:yyyy-MM-dd HH:mm} UTC, {StepText.Count(current.Tables.Count, "table")}")
            : "published   nothing yet: run `kmen run`";
        if (RunningNight.Of(layout) is { } running)
        {
            yield return $"running     {running.Holder}";
            if (running.LastStep is not null)
            {
                yield return $"step        {running.LastStep}{(running.Fraction is { } part ? string.Create(CultureInfo.InvariantCulture, $", {part * 100:F0} %") : "")}; {StepText.Count(running.StepsEnded, "step")} {(running.StepsEnded == 1 ? "has" : "have")} ended";
            }
        }
        else
        {
            yield return "running     nothing";
        }

        yield return "";
    }
}
