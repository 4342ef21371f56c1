namespace Kmen.Learning.Statistics;

/// <summary>Labels in ascending order of their scores, sorted once, so that an AUC under any weights of the clusters is one pass.</summary>
internal sealed class RankedLabels
{
    private const int TieEnds = 1;
    private const int Positive = 2;
    private const int ClusterShift = 2;

    /// <summary>A row each: cluster, label, and whether it is the last of its score. Packed, because the pass is bound by memory.</summary>
    private readonly int[] _rows;

    /// <param name="scores">One score a row; equal scores are ties.</param>
    /// <param name="labels">One label a row.</param>
    /// <param name="clusters">The cluster of each row, from 0 and below 2^29; empty puts every row into cluster 0.</param>
    public RankedLabels(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<int> clusters)
    {
        Require.Scores(scores, labels);
        var sorted = scores.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        _rows = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var cluster = clusters.IsEmpty ? 0 : clusters[order[i]];
            var tieEnds = i == order.Length - 1 || sorted[i + 1] != sorted[i];
            _rows[i] = (cluster << ClusterShift) | (labels[order[i]] ? Positive : 0) | (tieEnds ? TieEnds : 0);
        }
    }

    /// <summary>The AUC where each row counts as often as the weight of its cluster says; null when one class has no weight.</summary>
    /// <remarks>In whole numbers throughout, so that the order of rows with equal scores cannot change the last bit.</remarks>
    public double? Auc(ReadOnlySpan<byte> clusterWeights)
    {
        var (twiceWins, positives, negatives, tiedPositives, tiedNegatives) = (0L, 0L, 0L, 0L, 0L);
        foreach (var row in _rows)
        {
            var weight = clusterWeights[row >> ClusterShift];
            if ((row & Positive) != 0)
            {
                tiedPositives += weight;
            }
            else
            {
                tiedNegatives += weight;
            }

            if ((row & TieEnds) != 0)
            {
                twiceWins += tiedPositives * ((2 * negatives) + tiedNegatives);
                positives += tiedPositives;
                negatives += tiedNegatives;
                (tiedPositives, tiedNegatives) = (0, 0);
            }
        }

        return positives > 0 && negatives > 0 ? twiceWins / (2.0 * positives * negatives) : null;
    }
}
