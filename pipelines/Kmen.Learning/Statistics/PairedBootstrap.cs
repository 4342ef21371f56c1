namespace Kmen.Learning.Statistics;

/// <summary>
/// Compares two scores on the same rows by a bootstrap over clusters (Field and Welsh 2007) with Poisson weights: a person
/// who is there at several cut-offs enters a replicate with all rows or with none.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>Percentile intervals for both AUCs and for their difference. Time: a sort of each score, then one pass a replicate.</summary>
    /// <param name="model">The model's scores, one a row.</param>
    /// <param name="baseline">The baseline's scores of the same rows.</param>
    /// <param name="labels">What happened.</param>
    /// <param name="clusters">The cluster of each row, numbered from 0, as from <see cref="Clusters.Number"/>.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="cancellationToken">Ends the work between two replicates.</param>
    /// <exception cref="ArgumentException">A score is not finite, lengths differ, or one class has no row.</exception>
    public static AucComparison CompareAuc(
        ReadOnlySpan<double> model,
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<int> clusters,
        BootstrapOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Require.Clusters(clusters, labels.Length);
        var (byModel, byBaseline) = (new RankedLabels(model, labels, clusters), new RankedLabels(baseline, labels, clusters));
        var (modelAuc, baselineAuc) = (Discrimination.Auc(model, labels), Discrimination.Auc(baseline, labels));
        var (count, distinct) = CountClusters(clusters);
        var (models, baselines) = (new double[options.Replicates], new double[options.Replicates]);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Parallel.For(
            0,
            options.Replicates,
            parallel,
            () => new byte[count],
            (replicate, _, weights) =>
            {
                (models[replicate], baselines[replicate]) = Draw(replicate, byModel, byBaseline, options.Seed, weights);
                return weights;
            },
            static _ => { });

        var gains = new double[options.Replicates];
        for (var i = 0; i < gains.Length; i++)
        {
            gains[i] = models[i] - baselines[i];
        }

        return new AucComparison(
            Percentiles(modelAuc, models, options.Confidence),
            Percentiles(baselineAuc, baselines, options.Confidence),
            Percentiles(modelAuc - baselineAuc, gains, options.Confidence),
            options.Replicates,
            distinct,
            options.Confidence);
    }

    /// <summary>The value below which a share of the sorted values lies, linear between neighbours (type 7 of Hyndman and Fan 1996).</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>One replicate; drawn again while it lacks a class, which ends because both have a cluster.</summary>
    private static (double Model, double Baseline) Draw(
        int replicate, RankedLabels byModel, RankedLabels byBaseline, long seed, byte[] weights)
    {
        for (var attempt = 0; ; attempt++)
        {
            PoissonWeights.Draw(new CounterRandom(unchecked((ulong)seed), ((ulong)attempt << 32) + (ulong)replicate), weights);
            if (byModel.Auc(weights) is { } model)
            {
                return (model, byBaseline.Auc(weights)!.Value);
            }
        }
    }

    private static Interval Percentiles(double estimate, double[] replicates, double confidence)
    {
        Array.Sort(replicates);
        var tail = (1 - confidence) / 2;
        return new Interval(estimate, Quantile(replicates, tail), Quantile(replicates, 1 - tail));
    }

    private static (int Count, int Distinct) CountClusters(ReadOnlySpan<int> clusters)
    {
        var highest = 0;
        foreach (var cluster in clusters)
        {
            highest = Math.Max(highest, cluster);
        }

        var seen = new bool[highest + 1];
        foreach (var cluster in clusters)
        {
            seen[cluster] = true;
        }

        return (highest + 1, seen.AsSpan().Count(true));
    }
}
