using System.CommandLine;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Cli.Reporting;
using Kmen.Night.Running;
using Kmen.Night.Schedule;
using Kmen.Workspace;

namespace Kmen.Cli.Nights;

/// <summary>Runs the night by schedule.</summary>
sealed class ServeCommand : KmenCommand
{
    public override string Name => "serve";

    public override string Summary => "Run the night by the schedule of kmen.yml";

    public override string Description =>
        """
        Stays, and runs the same night as kmen run at the times of schedule in kmen.yml, in its time zone. Nights that were missed are caught up at the start: by one run, or by one for each where catch_up is each. Two never run at once.

        SIGTERM or Ctrl-C ends it within seconds: a running night is interrupted, recorded as such, and what is published stays whole.
        """;

    public override IReadOnlyList<Example> Examples => [new("serve --target prod --log-format json", "As a service, with JSON events for the journal")];

    public override IReadOnlyList<Option> Common => [.. CommonOptions.OfWorkspace, .. CommonOptions.OfEngine, .. CommonOptions.OfProgress];

    public override async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var folder = invocation.Workspace.Root;
        using var reporter = invocation.LineReporter();
        var service = new ScheduleService(
            () => WorkspaceReader.Read(folder), NightCommand.OptionsOf(invocation) with { Command = "kmen serve" }, () => reporter,
            (night, duration) => Ended(invocation, reporter, night, duration), invocation.Clock);
        await service.RunAsync(reporter.Note, cancellation);
        if (reporter.RunId is { } interrupted)
        {
            reporter.EndRun(new RunOutcome(interrupted, "interrupted", null, IsPublished: false, null));
        }

        return ExitCode.Done;
    }

    static void Ended(Invocation invocation, ConsoleReporter reporter, NightResult night, TimeSpan duration)
    {
        invocation.RunId = night.RunId;
        foreach (var error in night.Errors)
        {
            invocation.Errors.Show(error, CancellationToken.None);
        }

        invocation.RunId = null;
        if (invocation.LogFormat == LogFormat.Text)
        {
            reporter.Note(NightSummary.Head(night, duration, invocation.Workspace));
        }

        reporter.EndRun(NightOutcome.Of(night, duration));
    }
}
