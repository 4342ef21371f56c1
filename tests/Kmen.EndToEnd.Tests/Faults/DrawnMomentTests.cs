using System.Globalization;
using System.Text.Json;
using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;
using Xunit.Abstractions;

namespace Kmen.EndToEnd.Tests.Faults;

/// <summary>Power cuts at moments drawn over the measured length of an undisturbed night. The suite draws a few; <c>scripts/bench faults</c> as many as it is told.</summary>
public sealed class DrawnMomentTests(ITestOutputHelper output)
{
    const int Seed = 20;

    [Fact]
    public async Task Night_KilledAtADrawnMoment_LeavesReadersAWholeNight_AndTheNextRunHeals()
    {
        await NightWorkspace.Reference();
        var draws = new Random(Seed);
        var count = int.Parse(Environment.GetEnvironmentVariable("KMEN_MOMENTS") ?? "2", CultureInfo.InvariantCulture);
        // One draw in each equal part of the length: no part is left out by chance.
        var moments = Enumerable.Range(0, count).Select(part => (part + draws.NextDouble()) / count * NightWorkspace.Length).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} moments of a night of {NightWorkspace.Length.TotalSeconds:F1} s, seed {Seed}"));

        var wrong = await Trial.All(moments, Kill, output.WriteLine);

        wrong.Should().BeEmpty();
    }

    async Task Kill(NightWorkspace workspace, TimeSpan moment)
    {
        using var night = workspace.StartNight();
        await Task.Delay(moment);
        if (!night.HasEnded)
        {
            night.Signal("KILL");
        }

        var result = await night.Ended();
        result.ExitCode.Should().BeOneOf(KmenResult.Killed, 0);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"after {moment.TotalSeconds:F2} s: {(result.ExitCode == 0 ? "the night had ended" : LastEvent(workspace))}"));
    }

    static string LastEvent(NightWorkspace workspace)
    {
        // The run of the first night stands there from the start.
        var run = Directory.GetDirectories(Path.Combine(workspace.Folder, ".kmen", "runs")).Order(StringComparer.Ordinal).Last();
        var line = File.ReadLines(Path.Combine(run, "events.ndjson")).LastOrDefault(line => line.EndsWith('}'));
        if (line is null || Path.GetFileName(run).StartsWith("000001", StringComparison.Ordinal))
        {
            return "before the run began";
        }

        using var last = JsonDocument.Parse(line);
        string? Text(string name) => last.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        return $"{Text("event")} {Text("step")}".TrimEnd();
    }
}
