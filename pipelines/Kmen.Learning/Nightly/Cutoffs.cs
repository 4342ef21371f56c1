using Kmen.Learning.Definitions;

namespace Kmen.Learning.Nightly;

/// <summary>
/// The moments a model learns at. Every label ends at or before <c>as_of</c>; every training label ends at or before the first holdout moment, so that
/// nothing of the holdout was known when the model learned.
/// </summary>
/// <param name="Training">Training moments, oldest first; the last of them tunes and calibrates.</param>
/// <param name="Holdout">Holdout moments, oldest first.</param>
internal sealed record Cutoffs(IReadOnlyList<DateTime> Training, IReadOnlyList<DateTime> Holdout)
{
    /// <summary>Steps back from a run's as-of by days of the workspace's calendar, so that every moment is a midnight there.</summary>
    internal static Cutoffs Of(ModelDefinition definition, DateTime asOf, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(asOf, DateTimeKind.Utc), zone);
        DateTime[] Back(int firstDay, int count) =>
            [.. Enumerable.Range(0, count).Select(step => Utc(today.AddDays(-firstDay - (step * definition.StepDays)), zone)).Reverse()];
        var holdoutBegins = definition.HorizonDays + ((definition.HoldoutCutoffs - 1) * definition.StepDays);
        return new Cutoffs(
            Back(holdoutBegins + definition.HorizonDays, definition.TrainingCutoffs), Back(definition.HorizonDays, definition.HoldoutCutoffs));
    }

    internal IEnumerable<DateTime> All => Training.Concat(Holdout);

    /// <summary>Where the clock jumps over the moment, the first one after it.</summary>
    static DateTime Utc(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeToUtc(local, zone), DateTimeKind.Unspecified);
    }
}
