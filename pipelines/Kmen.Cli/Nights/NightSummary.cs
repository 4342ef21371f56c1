using System.Globalization;
using System.Text;
using Kmen.Activation;
using Kmen.Cli.Reporting;
using Kmen.Ingest;
using Kmen.Night.Publishing;
using Kmen.Night.Running;
using Kmen.Workspace.Configuration;

namespace Kmen.Cli.Nights;

/// <summary>The end of a night in words: what changed, and where to look next.</summary>
static class NightSummary
{
    const int ShownTables = 8;

    /// <summary>The summary, with line ends.</summary>
    public static string Of(NightResult night, TimeSpan duration, WorkspaceConfiguration workspace, IReadOnlyList<NextCommand> next)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{Head(night, duration, workspace)}\n");
        Line(text, "loaded", Loaded(night.Ingested));
        Line(text, "built", Built(night));
        Line(text, "published", Published(night));
        Line(text, "changed", Changed(night));
        Line(text, "opt-outs", Sent(night.OptOuts));
        Line(text, "sent", Sent(night.Synced));
        foreach (var warning in night.Warnings)
        {
            Line(text, "look at", warning);
        }

        text.Append("Next:\n");
        foreach (var (command, meaning) in next)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {command,-72}  {meaning}\n");
        }

        return text.ToString();
    }

    /// <summary>Its first line, without a line end: the outcome, the run, its day and its duration.</summary>
    public static string Head(NightResult night, TimeSpan duration, WorkspaceConfiguration workspace)
    {
        var day = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(night.AsOf, DateTimeKind.Utc), workspace.TimeZone);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(night.Errors.Count == 0 ? "Done" : "Failed")}: run {night.RunId}, as of {day:yyyy-MM-dd} ({workspace.TimeZone.Id}), in {StepText.Time(duration)}");
    }

    static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name,-10} {value}\n");
        }
    }

    static string? Loaded(IngestResult? ingest)
    {
        if (ingest is null)
        {
            return null;
        }

        var files = ingest.Sources.Sum(source => source.FilesLoaded);
        if (files == 0 && ingest is { HasFailures: false, Changed: false })
        {
            return "nothing new";
        }

        var parts = new List<string>
        {
            StepText.Count(files, "file") + ", " + StepText.Count(ingest.RowsLoaded, "row"),
        };
        Count(parts, ingest.RowsRejected, "rejected");
        Count(parts, ingest.RowsDuplicate, "left out as duplicates");
        CountOf(parts, ingest.Sources.Sum(source => source.FilesQuarantined), "file", " in quarantine");
        CountOf(parts, ingest.Sources.Sum(source => source.FilesWaiting), "file", " not complete yet");
        return string.Join(", ", parts);
    }

    static string? Built(NightResult night)
    {
        if (night.IsUnchanged)
        {
            return "nothing: inputs, models and as-of are those of the publication";
        }

        var steps = night.Steps.Count(step => step.Kind is not ("ingest" or "sync" or "publish" or "test") && step.Status == "succeeded");
        if (steps == 0)
        {
            return null;
        }

        var parts = new List<string> { StepText.Count(steps, "step") };
        Count(parts, night.Steps.Count(step => step.Status == "unchanged"), "unchanged");
        foreach (var group in night.Tests.GroupBy(test => test.Status).OrderBy(group => group.Key == "passed" ? 0 : 1).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            CountOf(parts, group.Count(), "test", " " + (group.Key == "error" ? "in error" : group.Key));
        }

        return string.Join(", ", parts);
    }

    static string? Published(NightResult night)
    {
        var file = night.Layout.Shown(night.Layout.PublishedFile);
        return night switch
        {
            { HasPublished: true, Published: { } published } => $"{file} ({StepText.Count(published.Tables.Count, "table")})",
            { Errors.Count: > 0, Published: { } published } => $"{file} is as it was (run {published.RunId})",
            _ => null,
        };
    }

    /// <summary>The tables whose number of rows differs from the night before, the largest differences first.</summary>
    static string? Changed(NightResult night)
    {
        if (night is not { HasPublished: true, Published: { } now } || Publication.Nights(night.Layout).FirstOrDefault(before => before.RunId != now.RunId) is not { } earlier)
        {
            return null;
        }

        var differences = now.Tables.Where(table => !table.Key.StartsWith("ops.", StringComparison.Ordinal))
            .Select(table => (table.Key, table.Value, Difference: table.Value - earlier.Tables.GetValueOrDefault(table.Key)))
            .Where(table => table.Difference != 0).OrderByDescending(table => Math.Abs(table.Difference)).ThenBy(table => table.Key, StringComparer.Ordinal).ToList();
        return differences.Count == 0
            ? null
            : string.Join(", ", differences.Take(ShownTables).Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Key} {table.Value:N0} ({table.Difference:+#,0;-#,0})")))
              + (differences.Count > ShownTables ? string.Create(CultureInfo.InvariantCulture, $" and {differences.Count - ShownTables} more") : "");
    }

    static string? Sent(SyncResult? sync)
    {
        if (sync is null || sync.Plans.Count == 0)
        {
            return null;
        }

        var lines = sync.Plans.Select(plan =>
        {
            var parts = new List<string>();
            CountOf(parts, plan.IsDryRun ? plan.Upserts.Planned : plan.Upserts.Acknowledged, "upsert");
            CountOf(parts, plan.IsDryRun ? plan.Removals.Planned : plan.Removals.Acknowledged, "removal");
            Count(parts, plan.Upserts.Rejected + plan.Removals.Rejected, "rejected");
            Count(parts, plan.Upserts.Unknown + plan.Removals.Unknown, "without a known outcome");
            Count(parts, plan.Suppressed, "withheld for want of consent or address");
            var problem = plan.Blocked ?? plan.Failure;
            return $"{plan.Destination}/{plan.Audience}: {(parts.Count == 0 ? "no change" : string.Join(", ", parts))}"
                + (plan.IsDryRun ? " (planned only)" : "") + (problem is null ? "" : "; " + problem);
        });
        return string.Join("\n             ", lines);
    }

    static void CountOf(List<string> parts, long count, string one, string what = "")
    {
        if (count != 0)
        {
            parts.Add(StepText.Count(count, one) + what);
        }
    }

    static void Count(List<string> parts, long count, string what)
    {
        if (count != 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
        }
    }
}
