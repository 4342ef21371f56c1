using Kmen.Cli.Reporting;
using Kmen.Night.Running;

namespace Kmen.Cli.Nights;

/// <summary>What a night did in numbers, for the event at its end.</summary>
static class NightOutcome
{
    /// <summary>The outcome; its counts hold what the night came to, 0 included.</summary>
    public static RunOutcome Of(NightResult night, TimeSpan duration)
    {
        var plans = (night.OptOuts?.Plans ?? []).Concat(night.Synced?.Plans ?? []).ToList();
        return new RunOutcome(night.RunId, night.Errors.Count == 0 ? "succeeded" : "failed", duration, night.HasPublished, new Dictionary<string, long>
        {
            ["files_loaded"] = night.Ingested?.Sources.Sum(source => source.FilesLoaded) ?? 0,
            ["rows_loaded"] = night.Ingested?.RowsLoaded ?? 0,
            ["rows_rejected"] = night.Ingested?.RowsRejected ?? 0,
            ["steps"] = night.Steps.Count,
            ["steps_failed"] = night.Steps.Count(step => step.Status == "failed"),
            ["tests"] = night.Tests.Count,
            ["tests_failed"] = night.Tests.Count(test => test.IsBlocking),
            ["upserts"] = plans.Sum(plan => plan.Upserts.Acknowledged),
            ["removals"] = plans.Sum(plan => plan.Removals.Acknowledged),
            ["warnings"] = night.Warnings.Count,
            ["errors"] = night.Errors.Count,
        });
    }
}
