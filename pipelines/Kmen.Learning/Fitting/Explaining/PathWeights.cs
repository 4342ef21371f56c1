namespace Kmen.Learning.Fitting.Explaining;

/// <summary>SHAP values of one leaf for every way in which a row can agree with the path to it.</summary>
/// <remarks>
/// Yang 2021 ("Fast TreeSHAP"): a row matters to a leaf only through which of the path's decisions lead it there, and a path of few
/// decisions has few such patterns, so all their SHAP values can be written down before any row is seen.
/// </remarks>
internal static class PathWeights
{
    /// <summary>Adds a leaf to a table: for each pattern, one value for each distinct feature of the path.</summary>
    /// <param name="path">The decisions from the root down: the place of the feature among the distinct ones, and the share of cover that follows.</param>
    /// <param name="features">Distinct features on the path.</param>
    /// <param name="leaf">What the leaf adds to the margin.</param>
    /// <param name="table">2^path values times features. The last decision is the lowest bit of a pattern, set where it leads to the leaf.</param>
    /// <param name="flip">1 where the table's last decision is set for the leaf's sibling instead, or else 0.</param>
    public static void Add(ReadOnlySpan<(int Feature, double Share)> path, int features, double leaf, Span<float> table, int flip)
    {
        Span<double> shares = stackalloc double[features];
        shares.Fill(1);
        foreach (var (feature, share) in path)
        {
            shares[feature] *= share;
        }

        Span<bool> follows = stackalloc bool[features];
        for (var pattern = 0; pattern < 1 << path.Length; pattern++)
        {
            follows.Fill(true);
            for (var level = 0; level < path.Length; level++)
            {
                follows[path[level].Feature] &= (pattern >> (path.Length - 1 - level) & 1) != 0;
            }

            for (var feature = 0; feature < features; feature++)
            {
                var difference = (follows[feature] ? 1 : 0) - shares[feature];
                table[((pattern ^ flip) * features) + feature] += (float)(leaf * difference * Weight(feature, shares, follows));
            }
        }
    }

    /// <summary>The mean, over all orders in which features become known, of how much of the leaf the other features let through.</summary>
    private static double Weight(int feature, ReadOnlySpan<double> shares, ReadOnlySpan<bool> follows)
    {
        // sums[k]: over all sets of k known features, the product of what the known decide and the unknown leave to chance.
        Span<double> sums = stackalloc double[shares.Length];
        sums.Clear();
        sums[0] = 1;
        for (var other = 0; other < shares.Length; other++)
        {
            if (other != feature)
            {
                for (var k = sums.Length - 1; k >= 0; k--)
                {
                    sums[k] = (sums[k] * shares[other]) + (k > 0 && follows[other] ? sums[k - 1] : 0);
                }
            }
        }

        // A set of k out of d - 1 others has the chance k! (d - 1 - k)! / d!.
        var (mean, chance) = (0.0, 1.0 / shares.Length);
        for (var k = 0; k < sums.Length; k++)
        {
            mean += sums[k] * chance;
            chance *= (k + 1.0) / Math.Max(1, sums.Length - 1 - k);
        }

        return mean;
    }
}
