namespace Kmen.Learning.Statistics;

/// <summary>How well scores rank positives above negatives, whatever their scale.</summary>
public static class Discrimination
{
    /// <summary>Area under the ROC curve: the chance that a positive outranks a negative, ties counting half (mid-ranks).</summary>
    /// <exception cref="ArgumentException">A score is not finite, the lengths differ, or one class has no row.</exception>
    public static double Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels) =>
        new RankedLabels(scores, labels, []).Auc([1]) ?? throw OneClass(labels);

    /// <summary>
    /// Area under the precision-recall curve as average precision: the precision at each distinct score, weighted by the recall
    /// gained there, without interpolation. Rows with equal scores enter together.
    /// </summary>
    /// <exception cref="ArgumentException">A score is not finite, the lengths differ, or there is no positive row.</exception>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var (sorted, ordered) = Descending(scores, labels);
        var (taken, found, sum) = (0, 0L, 0.0);
        while (taken < sorted.Length)
        {
            var before = found;
            var score = sorted[taken];
            for (; taken < sorted.Length && sorted[taken] == score; taken++)
            {
                found += ordered[taken] ? 1 : 0;
            }

            sum += (found - before) * (found / (double)taken);
        }

        return found > 0 ? sum / found : throw OneClass(labels);
    }

    /// <summary>The rows in ten groups of falling score; group d ends after floor(d * rows / 10) rows.</summary>
    /// <remarks>
    /// Rows with equal scores that a boundary parts are shared out in proportion, so their order does not matter, and the positives
    /// of a group need not be a whole number.
    /// </remarks>
    /// <exception cref="ArgumentException">A score is not finite, the lengths differ, there are fewer than ten rows or no positive one.</exception>
    public static IReadOnlyList<Decile> Deciles(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length < 10)
        {
            throw new ArgumentException($"Deciles need ten rows or more, and there are {scores.Length}.", nameof(scores));
        }

        var (sorted, ordered) = Descending(scores, labels);
        var found = PositivesAbove(sorted, ordered);
        var all = found[^1];
        if (all == 0)
        {
            throw OneClass(labels);
        }

        var deciles = new Decile[10];
        for (var d = 1; d <= 10; d++)
        {
            var (start, end) = ((int)((d - 1L) * sorted.Length / 10), (int)((long)d * sorted.Length / 10));
            var positives = found[end] - found[start];
            deciles[d - 1] = new Decile(
                d, end - start, positives, positives / (end - start) / (all / sorted.Length), found[end] / all);
        }

        return deciles;
    }

    /// <summary>The positives among the first i rows, for i from 0 to all; rows with equal scores share theirs evenly.</summary>
    private static double[] PositivesAbove(double[] sorted, bool[] ordered)
    {
        var found = new double[sorted.Length + 1];
        var (start, before) = (0, 0L);
        while (start < sorted.Length)
        {
            var (end, tied) = (start, 0L);
            for (; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
                tied += ordered[end] ? 1 : 0;
            }

            for (var i = start; i < end; i++)
            {
                found[i + 1] = before + (tied * (i + 1 - start) / (double)(end - start));
            }

            before += tied;
            start = end;
        }

        return found;
    }

    private static (double[] Sorted, bool[] Ordered) Descending(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Require.Scores(scores, labels);
        var sorted = scores.ToArray();
        var ordered = labels.ToArray();
        Array.Sort(sorted, ordered);
        Array.Reverse(sorted);
        Array.Reverse(ordered);
        return (sorted, ordered);
    }

    private static ArgumentException OneClass(ReadOnlySpan<bool> labels)
    {
        var positives = labels.Count(true);
        return new ArgumentException($"Ranking needs positive and negative rows, and {positives} of {labels.Length} are positive.", nameof(labels));
    }
}
