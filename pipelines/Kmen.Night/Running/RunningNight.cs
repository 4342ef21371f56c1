using System.Text.Json;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>A run that goes on in another process, as its event file tells.</summary>
/// <param name="Holder">The process that holds the warehouse.</param>
/// <param name="LastStep">The step that began last, or null before the first.</param>
/// <param name="Fraction">How far that step is, from 0 to 1, or null where it is not known.</param>
/// <param name="StepsEnded">Steps that have ended.</param>
public sealed record RunningNight(string Holder, string? LastStep, double? Fraction, int StepsEnded)
{
    /// <summary>Looks for a run that holds a target's warehouse.</summary>
    /// <param name="layout">The target.</param>
    /// <returns>The run, or null where the warehouse is free.</returns>
    public static RunningNight? Of(TargetLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (RunLock.HolderOf(layout) is not { } holder)
        {
            return null;
        }

        var runs = Path.Combine(layout.StateFolder, "runs");
        var latest = Directory.Exists(runs) ? Directory.EnumerateDirectories(runs).Order(StringComparer.Ordinal).LastOrDefault() : null;
        var events = latest is null ? null : Path.Combine(latest, "events.ndjson");
        return events is not null && File.Exists(events) ? Read(holder, events) : new RunningNight(holder, null, null, 0);
    }

    static RunningNight Read(string holder, string events)
    {
        var (step, fraction, ended) = ((string?)null, (double?)null, 0);
        using var reader = new StreamReader(new FileStream(events, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var name = json.RootElement.GetProperty("event").GetString();
                if (name is "step_started" or "progress")
                {
                    step = json.RootElement.GetProperty("step").GetString();
                    fraction = json.RootElement.TryGetProperty("fraction", out var part) && part.ValueKind == JsonValueKind.Number ? part.GetDouble() : null;
                }
                else if (name == "step_ended")
                {
                    ended++;
                }
            }
            catch (JsonException)
            {
                // The last line may be half written while the run goes on.
            }
        }

        return new RunningNight(holder, step, fraction, ended);
    }
}
