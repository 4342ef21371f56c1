using Kmen.Learning.Statistics;
using Kmen.XGBoost;

namespace Kmen.Learning.Fitting;

/// <summary>Gradient boosted trees for a yes-or-no label, with XGBoost's histogram method.</summary>
public static class GradientBoosting
{
    /// <summary>Trains a model. The result is the same on any number of threads.</summary>
    /// <param name="training">What to learn from.</param>
    /// <param name="validation">
    /// Rows of a later time that decide when to stop, by their log loss; null trains all rounds. They have been looked at then: measure
    /// the model on others.
    /// </param>
    /// <param name="parameters">How to grow the trees.</param>
    /// <param name="threads">Threads to work on, 1 or more.</param>
    /// <param name="cancellationToken">Ends the work between two rounds.</param>
    /// <exception cref="ArgumentException">
    /// The training rows are of one class only, the validation rows are none or have other features, or a parameter is out of its range.
    /// </exception>
    public static BoostedModel Train(
        LabelledRows training,
        LabelledRows? validation,
        GradientBoostingParameters parameters,
        int threads,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        parameters.Validate();
        validation?.Features.RequireNames(training.Features.Names);
        var baseRate = training.BaseRate();
        var baseScore = (float)(parameters.BaseScore ?? baseRate);
        using var trainingMatrix = ToMatrix(training, threads);
        using var validationMatrix = validation is null ? null : ToMatrix(validation, threads);
        using var booster = Booster.Create(
            parameters.ToXGBoost(baseScore), threads, validationMatrix is null ? [trainingMatrix] : [trainingMatrix, validationMatrix]);

        List<double> losses = [];
        var best = 0;
        for (var round = 0; round < parameters.MaximumRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            booster.UpdateOneIteration(round, trainingMatrix);
            if (validation is null || validationMatrix is null)
            {
                best = round;
                continue;
            }

            losses.Add(LogLoss(booster, validationMatrix, validation));
            best = losses[round] < losses[best] ? round : best;
            if (round - best >= parameters.EarlyStoppingRounds)
            {
                break;
            }
        }

        using var kept = booster.TakeRounds(best + 1);
        return new BoostedModel(
            kept.SaveJson(), best + 1, baseScore, LogLoss(kept, trainingMatrix, training), losses, Importance(kept, training.Features.Names));
    }

    private static DMatrix ToMatrix(LabelledRows rows, int threads)
    {
        var matrix = DMatrix.FromDense(rows.Features.Values.Span, rows.Features.ColumnCount, threads);
        matrix.SetFeatureNames(rows.Features.Names);
        var labels = new float[rows.RowCount];
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = rows.Labels.Span[row] ? 1 : 0;
        }

        matrix.SetLabels(labels);
        if (!rows.Weights.IsEmpty)
        {
            matrix.SetWeights(rows.Weights.Span);
        }

        return matrix;
    }

    /// <summary>Our own sum, because XGBoost's depends on the number of threads, in the last digits that decide between two rounds.</summary>
    private static double LogLoss(Booster booster, DMatrix matrix, LabelledRows rows)
    {
        var margins = booster.Predict(matrix, PredictionKind.Margin);
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < margins.Length; row++)
        {
            var weight = rows.Weight(row);
            sum += weight * LogOdds.Loss(margins[row], rows.Labels.Span[row] ? 1 : 0);
            total += weight;
        }

        return sum / total;
    }

    private static FeatureImportance[] Importance(Booster booster, IReadOnlyList<string> names)
    {
        var (gains, splits) = (booster.FeatureScore("total_gain"), booster.FeatureScore("weight"));
        var total = names.Sum(name => gains.GetValueOrDefault(name));
        return
        [
            .. names
                .Select(name => new FeatureImportance(
                    name, total > 0 ? gains.GetValueOrDefault(name) / total : 0, (int)splits.GetValueOrDefault(name)))
                .OrderByDescending(static importance => importance.GainShare),
        ];
    }
}
