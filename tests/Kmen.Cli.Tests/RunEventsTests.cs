using System.Text.Json;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Cli.Nights;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

/// <summary>What a run says of itself at its end, on a night that fails at once because a folder is missing.</summary>
public sealed class RunEventsTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public RunEventsTests()
    {
        folder.Write(
            "kmen.yml",
            """
            name: x
            time_zone: Europe/Prague
            sources: { a: { format: csv, columns: { b: string } }, c: { format: csv, columns: { b: string } } }
            engine: { memory: 512MB, threads: 1 }
            schedule: { night: "0 30 2 * * ?", time_zone: Europe/Prague }

            """);
        folder.Write("sql/staging/stg_a.sql", "/* kmen\ndescription: One row a line.\n*/\nselect b from raw.a\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "incoming/a"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Json_OfAFailedRun_NamesTheRunInItsErrorsAndSaysItsEndLast()
    {
        var console = new TestConsole();

        var code = await console.RunAsync("run", "--log-format", "json", "--workspace", folder.Path);

        code.Should().Be(ExitCode.Failed);
        var events = console.Error.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var errors = events.Where(item => item.GetProperty("event").GetString() == "error").ToList();
        errors.Should().NotBeEmpty().And.OnlyContain(item => item.GetProperty("run_id").GetString() == "000001-20260130T2300");
        var ended = events[^1];
        ended.GetProperty("event").GetString().Should().Be("run_ended");
        ended.GetProperty("run_id").GetString().Should().Be("000001-20260130T2300");
        ended.GetProperty("status").GetString().Should().Be("failed");
        ended.GetProperty("published").GetBoolean().Should().BeFalse();
        ended.GetProperty("counts").GetProperty("errors").GetInt64().Should().Be(errors.Count);
        console.Out.Should().BeEmpty();
    }

    [Fact]
    public async Task Serve_EachNight_SaysItsRunItsEndAndTheNextNightInTheScheduleTimeZone()
    {
        var console = new TestConsole();
        var parsed = new CommandTree(CommandList.All).Parse(["serve", "--workspace", folder.Path]);
        using var stop = new CancellationTokenSource();

        var serving = new ServeCommand().RunAsync(new Invocation(parsed, console.Terminal, new FixedClock()), stop.Token);
        for (var wait = 0; wait < 600 && !serving.IsCompleted && !console.Error.Contains("next night", StringComparison.Ordinal); wait++)
        {
            await Task.Delay(50);
        }

        await stop.CancelAsync();
        (await serving).Should().Be(ExitCode.Done);
        console.Error.Should().Contain("\nrun 000001-20260130T2300\n")
            .And.Contain("\nFailed: run 000001-20260130T2300, as of 2026-01-31 (Europe/Prague), in ")
            .And.Contain("\nnext night at 2026-02-01 02:30:00 Europe/Prague\n");
    }
}
