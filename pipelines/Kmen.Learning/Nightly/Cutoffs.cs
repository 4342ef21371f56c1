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
    internal static Cutoffs Of(ModelDefinition definition, DateTime asOf)
    {
        var last = asOf.AddDays(-definition.HorizonDays);
        var holdout = Back(last, definition.HoldoutCutoffs, definition.StepDays);
        return new Cutoffs(Back(holdout[0].AddDays(-definition.HorizonDays), definition.TrainingCutoffs, definition.StepDays), holdout);
    }

    internal IEnumerable<DateTime> All => Training.Concat(Holdout);

    static DateTime[] Back(DateTime last, int count, int stepDays) =>
        [.. Enumerable.Range(0, count).Select(step => last.AddDays(-(double)step * stepDays)).Reverse()];
}
