using System.Text.Json;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Reporting;
using Kmen.Workspace.Reporting;

namespace Kmen.Cli.Tests;

public sealed class ReporterTests
{
    readonly FixedClock clock = new();

    [Fact]
    public void Plain_EveryOutcome_IsALineAsInDbt() => Lines(LogFormat.Text, isQuiet: false).Should().Equal(
        "run 000001-x",
        "as of 2026-01-31",
        " 1 of 12 OK loaded customers ........................................... [1,000,000 rows in 1.52s]",
        " 2 of 12 UNCHANGED orders .............................................. [in 0.00s]",
        "    … marts.orders: 50 % 10 rows after 31.00s",
        " 3 of 12 OK built marts.orders ......................................... [20 rows in 1m 02s]",
        " 4 of 12 FAILED marts.person ........................................... [in 2.00s]",
        "    sql/marts/person.sql:3:1",
        "    There is no column a.",
        " 5 of 12 SKIPPED audiences.welcome ..................................... [in 0.00s] marts.person failed",
        "warning: a file is not complete yet",
        " 6 of 12 FAILED publish ................................................ [in 0.00s]");

    [Fact]
    public void Quiet_EveryOutcome_LeavesWhatNeedsALook() => Lines(LogFormat.Text, isQuiet: true).Should().Equal(
        " 4 of 12 FAILED marts.person ........................................... [in 2.00s]",
        "    sql/marts/person.sql:3:1",
        "    There is no column a.",
        "warning: a file is not complete yet",
        " 6 of 12 FAILED publish ................................................ [in 0.00s]");

    [Fact]
    public void Json_EveryOutcome_IsAnObjectALine()
    {
        var events = Lines(LogFormat.Json, isQuiet: false).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        events.Should().OnlyContain(item => item.GetProperty("run_id").GetString() == "000001-x" && item.GetProperty("ts").GetString()!.EndsWith('Z'));
        events.Select(item => item.GetProperty("event").GetString()).Should().Equal(
            "run_started", "note", "step_started", "step_ended", "step_started", "step_ended", "step_started", "step_progress", "step_ended", "step_started", "step_ended",
            "step_started", "step_ended", "warning", "step_started", "step_ended");
        events[3].ToString().Should().Be(
            """{"ts":"2026-01-31T12:00:01.520Z","event":"step_ended","step":"ingest customers","kind":"ingest","status":"succeeded","rows":1000000,"duration_ms":1520,"run_id":"000001-x"}""");
        events[7].GetProperty("fraction").GetDouble().Should().Be(0.5);
        events[10].GetProperty("status").GetString().Should().Be("failed");
        events[10].GetProperty("message").GetString().Should().Contain("There is no column a.");
    }

    [Fact]
    public void Live_EveryOutcome_LeavesTheSameLines()
    {
        var console = new TestConsole(width: 120, isInteractive: true);
        using (var reporter = ConsoleReporter.Create(console.Terminal, clock, LogFormat.Text, isQuiet: false))
        {
            Night(reporter);
        }

        foreach (var line in Lines(LogFormat.Text, isQuiet: false).Where(line => !line.Contains('…', StringComparison.Ordinal)))
        {
            console.Error.Should().Contain(line);
        }

        console.Error.Should().EndWith("\e[?25h", because: "the cursor must be there again");
    }

    [Fact]
    public async Task Live_WhileStepsComeAndGo_ShowsBarRowsAndSeconds()
    {
        var console = new TestConsole(width: 120, isInteractive: true);
        using (var reporter = ConsoleReporter.Create(console.Terminal, clock, LogFormat.Text, isQuiet: false))
        {
            await Drawn(console, from: 0); // Nothing goes on yet, and no plan is known: there is no row to draw.
            reporter.Begin("000001-x", 3);
            using var step = reporter.Start("marts.web_day", "table");
            step.Progress(0.5, 6_455_364);
            clock.Advance(12);
            var before = console.Error.Length;
            await Drawn(console, before);
            console.Error[before..].Should().Contain("marts.web_day").And.Contain("━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌  50 %").And.Contain("6,455,364 rows").And.Contain("12.00s").And.Contain("0 of 3 steps");
            step.End(StepStatus.Succeeded, 6_455_364);
        }

        console.Error.Should().Contain("1 of 3 OK built marts.web_day");
    }

    /// <summary>Waits for at least two frames.</summary>
    static async Task Drawn(TestConsole console, int from)
    {
        for (var wait = 0; wait < 100 && console.Error.Length < from + 200; wait++)
        {
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task Plain_ManyThreads_KeepLinesWholeAndNumbersUnique()
    {
        var console = new TestConsole();
        using var reporter = ConsoleReporter.Create(console.Terminal, clock, LogFormat.Text, isQuiet: false);
        reporter.Begin("x", 400);

        await Parallel.ForEachAsync(Enumerable.Range(0, 400), (number, _) =>
        {
            using var step = reporter.Start($"marts.table_{number}", "table");
            step.End(StepStatus.Succeeded, 1);
            return ValueTask.CompletedTask;
        });

        var lines = console.Error.TrimEnd().Split('\n')[1..];
        lines.Should().HaveCount(400).And.OnlyContain(line => line.Contains(" of 400 OK built marts.table_", StringComparison.Ordinal));
        lines.Select(line => line[..3]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Begin_OfAnotherRun_CountsItsStepsFromOne()
    {
        var console = new TestConsole();
        using var reporter = ConsoleReporter.Create(console.Terminal, clock, LogFormat.Text, isQuiet: false);

        Night(reporter);
        reporter.Begin("000002-x", 1);
        reporter.Begin("000002-x", 2);
        reporter.Expect(1);
        using (var step = reporter.Start("marts.person", "table"))
        {
            step.End(StepStatus.Succeeded, 1);
        }

        console.Error.Should().Contain("\nrun 000002-x\n1 of 3 OK built marts.person", because: "kmen serve runs many nights with one reporter");
    }

    [Fact]
    public void Json_EndOfARun_SaysHowItEndedAndWhatItDid()
    {
        var console = new TestConsole();
        using var reporter = ConsoleReporter.Create(console.Terminal, clock, LogFormat.Json, isQuiet: false);

        reporter.Begin("000001-x", 1);
        reporter.EndRun(new RunOutcome("000001-x", "succeeded", TimeSpan.FromSeconds(1.5), true, new Dictionary<string, long> { ["rows_loaded"] = 7 }));
        reporter.Note("next night at 02:30");

        var lines = console.Error.TrimEnd().Split('\n');
        lines[1].Should().Be(
            """{"ts":"2026-01-31T12:00:00.000Z","event":"run_ended","status":"succeeded","duration_ms":1500,"run_id":"000001-x","counts":{"rows_loaded":7},"published":true}""");
        lines[2].Should().NotContain("run_id", because: "what is said between two runs belongs to neither");
    }

    [Fact]
    public void Json_OfAQuietRunThatFailed_StillSaysItsEnd()
    {
        var console = new TestConsole();
        using var reporter = ConsoleReporter.Create(console.Terminal, clock, LogFormat.Json, isQuiet: true);

        reporter.EndRun(new RunOutcome("000001-x", "succeeded", TimeSpan.Zero, true, null));
        reporter.EndRun(new RunOutcome("000002-x", "failed", TimeSpan.Zero, false, null));

        console.Error.Should().NotContain("000001-x").And.Contain("000002-x");
    }

    [Fact]
    public void Plain_SyncWithoutADifference_SaysThatNothingWasToSend()
    {
        var console = new TestConsole();
        using var reporter = ConsoleReporter.Create(console.Terminal, clock, LogFormat.Text, isQuiet: false);

        using (var step = reporter.Start("sync newsletter", "sync"))
        {
            step.End(StepStatus.Unchanged, 0, "sent");
        }

        console.Error.Should().StartWith("UNCHANGED newsletter ").And.EndWith("[in 0.00s] nothing to send\n");
    }

    [Fact]
    public void Plain_WithoutAPlan_ShowsNoNumbers()
    {
        var console = new TestConsole();
        using var reporter = ConsoleReporter.Create(console.Terminal, clock, LogFormat.Text, isQuiet: false);

        using (var step = reporter.Start("sync crm", "sync"))
        {
            step.End(StepStatus.Succeeded, 1);
        }

        console.Error.Should().StartWith("OK sent crm ...").And.EndWith("[1 row in 0.00s]\n");
    }

    List<string> Lines(LogFormat format, bool isQuiet)
    {
        var console = new TestConsole();
        using (var reporter = ConsoleReporter.Create(console.Terminal, clock, format, isQuiet))
        {
            Night(reporter);
        }

        return [.. console.Error.TrimEnd('\n').Split('\n')];
    }

    void Night(ConsoleReporter reporter)
    {
        reporter.Begin("000001-x", 12);
        reporter.Note("as of 2026-01-31");
        using (var step = reporter.Start("ingest customers", "ingest"))
        {
            clock.Advance(1.52);
            step.End(StepStatus.Succeeded, 1_000_000);
        }

        using (var step = reporter.Start("ingest orders", "ingest"))
        {
            step.End(StepStatus.Unchanged, 0);
        }

        using (var step = reporter.Start("marts.orders", "table"))
        {
            clock.Advance(31);
            step.Progress(0.5, 10);
            step.Progress(0.6, 12);
            clock.Advance(31);
            step.End(StepStatus.Succeeded, 20);
        }

        using (var step = reporter.Start("marts.person", "table"))
        {
            clock.Advance(2);
            step.End(StepStatus.Failed, 0, "sql/marts/person.sql:3:1\nThere is no column a.");
        }

        using (var step = reporter.Start("audiences.welcome", "audience"))
        {
            step.End(StepStatus.Skipped, 0, "marts.person failed");
        }

        reporter.Warn("a file is not complete yet");
        reporter.Start("publish", "publish").Dispose();
    }
}
