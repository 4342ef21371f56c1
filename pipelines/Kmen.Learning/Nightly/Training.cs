using System.Globalization;
using System.Security.Cryptography;
using Kmen.Learning.Definitions;
using Kmen.Learning.Fitting;
using Kmen.Learning.Statistics;

namespace Kmen.Learning.Nightly;

/// <summary>Fits a model and its baseline, and asks the holdout once whether the model is worth its publication.</summary>
internal static class Training
{
    const int Replicates = 200;

    /// <summary>Trains.</summary>
    /// <param name="definition">What to learn.</param>
    /// <param name="training">Rows of the earlier training moments.</param>
    /// <param name="tuning">Rows of the last training moment: stops the growth early and calibrates.</param>
    /// <param name="holdout">Rows of the holdout, scored here and nowhere else.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>What was learned and how good it is.</returns>
    internal static TrainedModel Train(
        ModelDefinition definition, FeatureRows training, FeatureRows tuning, FeatureRows holdout, int threads, CancellationToken cancellation)
    {
        if (Refusal(definition, training, tuning, holdout) is { } refusal)
        {
            return TrainedModel.Refused(refusal, training.Labels.Length + tuning.Labels.Length, holdout.Labels.Length);
        }

        var pooled = Pool(definition, training, tuning);
        var baseline = LogisticRegression.Fit(pooled, new LogisticOptions { Scale = InputScale.SignedLog }, threads, cancellation);
        var boosted = GradientBoosting.Train(
            new LabelledRows(training.Features, training.Labels), new LabelledRows(tuning.Features, tuning.Labels), definition.Parameters, threads, cancellation);
        using var scorer = new BoostedScorer(boosted.Json.Span, threads);
        using var simple = new LogisticScorer(baseline);
        var calibration = CalibrationChoice.Choose(scorer.Margins(tuning.Features, cancellation), tuning.Labels, tuning.Clusters, definition.Parameters.Seed).Calibration;
        var model = calibration.Probabilities(scorer.Margins(holdout.Features, cancellation));
        var expected = new NoCalibration().Probabilities(simple.Margins(holdout.Baseline(definition), cancellation));
        var comparison = PairedBootstrap.CompareAuc(
            model, expected, holdout.Labels, holdout.Clusters, new BootstrapOptions { Replicates = Replicates, Seed = definition.Parameters.Seed, Threads = threads }, cancellation);
        return new TrainedModel
        {
            Boosted = boosted,
            Baseline = baseline,
            Calibration = calibration,
            Comparison = comparison,
            Holdout = ClassificationReport.Measure(model, holdout.Labels),
            TrainingRows = training.Labels.Length + tuning.Labels.Length,
            HoldoutRows = holdout.Labels.Length,
            Version = Version(comparison.Gain.Lower > definition.GainLowerBound, boosted, baseline),
            Refusal = comparison.Gain.Lower > definition.GainLowerBound ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"the gain in AUC over the baseline is {comparison.Gain.Estimate:F4} with a lower bound of {comparison.Gain.Lower:F4}, which is not above {definition.GainLowerBound:F4}"),
        };
    }

    static string? Refusal(ModelDefinition definition, FeatureRows training, FeatureRows tuning, FeatureRows holdout)
    {
        foreach (var (part, rows) in new[] { ("training", training), ("tuning", tuning), ("holdout", holdout) })
        {
            if (rows.Labels.Length < definition.MinimumRows || rows.Positives < definition.MinimumPositives || rows.Positives == rows.Labels.Length)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{part} has {rows.Labels.Length:N0} rows with {rows.Positives:N0} positives; needed are {definition.MinimumRows:N0} rows, {definition.MinimumPositives:N0} positives and at least one negative");
            }
        }

        return null;
    }

    static LabelledRows Pool(ModelDefinition definition, FeatureRows training, FeatureRows tuning)
    {
        var (first, second) = (training.Baseline(definition), tuning.Baseline(definition));
        return new LabelledRows(
            new FeatureMatrix(first.Names, [.. first.Values.Span, .. second.Values.Span]), [.. training.Labels, .. tuning.Labels]);
    }

    /// <summary>The first digits of a hash of what was learned: the same version means the same scores.</summary>
    static string Version(bool isModel, BoostedModel boosted, LogisticModel baseline) => isModel
        ? "model-" + Convert.ToHexStringLower(SHA256.HashData(boosted.Json.Span))[..12]
        : "baseline-" + Convert.ToHexStringLower(SHA256.HashData(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(baseline)))[..12];
}
