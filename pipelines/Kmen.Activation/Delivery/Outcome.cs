using System.Globalization;
using Kmen.Workspace.Reporting;

namespace Kmen.Activation.Delivery;

/// <summary>Says how a step of sending ended: ids and counts only.</summary>
internal static class Outcome
{
    internal static void Report(IStepReporter step, IReadOnlyList<PlanResult> plans)
    {
        var isDryRun = plans.Any(plan => plan.IsDryRun);
        var total = plans.Aggregate(OperationCounts.None, (sum, plan) => sum + plan.Upserts + plan.Removals);
        var parts = new List<string> { isDryRun ? "planned only" : total.Planned == 0 ? "nothing to send" : total.Acknowledged == 0 ? "nothing was taken" : "sent" };
        Add(parts, isDryRun ? plans.Sum(plan => plan.Upserts.Planned) : plans.Sum(plan => plan.Upserts.Acknowledged), "upsert", "upserts");
        Add(parts, isDryRun ? plans.Sum(plan => plan.Removals.Planned) : plans.Sum(plan => plan.Removals.Acknowledged), "removal", "removals");
        Add(parts, total.Rejected, "rejected", "rejected");
        Add(parts, total.Unknown, "without an outcome", "without an outcome");
        Add(parts, plans.Sum(plan => plan.Parked), "parked", "parked");
        Add(parts, plans.Sum(plan => plan.HeldBack), "held back", "held back");
        Add(parts, plans.Sum(plan => plan.Suppressed), "withheld without consent", "withheld without consent");
        var why = plans.Select(plan => plan.Blocked ?? plan.Failure).Where(text => text is not null).Distinct();
        var message = string.Join(", ", parts) + string.Concat(why.Select(text => "; " + text));
        var status = plans.Any(plan => plan.HasFailures) ? StepStatus.Failed
            : isDryRun ? StepStatus.Skipped
            : total.Planned == 0 ? StepStatus.Unchanged
            : StepStatus.Succeeded;
        step.End(status, total.Acknowledged, message);
    }

    static void Add(List<string> parts, long rows, string one, string many)
    {
        if (rows > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rows} {(rows == 1 ? one : many)}"));
        }
    }
}
