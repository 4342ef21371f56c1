using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Learning.Nightly;

/// <summary>What the tables of predictions hold.</summary>
internal static class PredictionComments
{
    /// <summary>Those of the scores.</summary>
    /// <param name="reasons">Pairs of reason and effect.</param>
    internal static TableComment Scores(int reasons) => new(
        "predictions.scores", "One row a person and model: a calibrated probability and what moved it most; effects are in log-odds.",
        [
            ("person_id", "The person."),
            ("model", "Name of the model."),
            ("model_version", "Identifies what was learned."),
            ("as_of", "The moment up to which its features look, UTC, exclusive."),
            ("score", "Probability of what the model predicts, from 0 to 1."),
            .. Enumerable.Range(1, reasons).SelectMany(place => new[]
            {
                (string.Create(CultureInfo.InvariantCulture, $"reason_{place}"), string.Create(CultureInfo.InvariantCulture, $"What moved the score most, place {place}, in words.")),
                (string.Create(CultureInfo.InvariantCulture, $"effect_{place}"), "How far that moved it, in log-odds; positive raises the score."),
            }),
        ]);

    internal static TableComment Models { get; } = new(
        "predictions.models", "One row a model: how it did on the holdout beside its baseline, and whether it is published.",
        [
            ("model", "Name of its file in models."),
            ("model_version", "Identifies what was learned."),
            ("as_of", "The moment that the night knew the world at, UTC."),
            ("is_published", "Whether its own scores are published; if not, those of the baseline stand in their place."),
            ("refusal", "Why it is not published; null where it is."),
            ("training_rows", "Rows that it was trained on."),
            ("holdout_rows", "Later rows that it was measured on."),
            ("auc", "Area under the ROC curve on the holdout: 0.5 is chance, 1 is perfect."),
            ("auc_lower", "Lower end of its confidence interval."),
            ("auc_upper", "Upper end of its confidence interval."),
            ("baseline_auc", "The same for the baseline."),
            ("baseline_auc_lower", "Lower end of the confidence interval of the baseline."),
            ("baseline_auc_upper", "Upper end of the confidence interval of the baseline."),
            ("gain", "auc less baseline_auc."),
            ("gain_lower", "Lower end of its confidence interval."),
            ("gain_upper", "Upper end of its confidence interval."),
            ("calibration", "How scores were made probabilities."),
            ("calibration_error", "Mean distance of probabilities from what happened, on the holdout."),
        ]);
}
