using System.Globalization;

namespace Kmen.Learning.Statistics;

/// <summary>What every measure asks of its input.</summary>
internal static class Require
{
    /// <summary>One finite score for each label, and at least one.</summary>
    public static void Scores(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        SameLength(scores.Length, labels.Length, "scores");
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]))
            {
                throw new ArgumentException($"The score of row {i} is {scores[i].ToString(CultureInfo.InvariantCulture)}; a score must be a finite number.");
            }
        }
    }

    /// <summary>One probability from 0 to 1 for each label, and at least one.</summary>
    public static void Probabilities(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        SameLength(probabilities.Length, labels.Length, "probabilities");
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"The probability of row {i} is {probabilities[i].ToString(CultureInfo.InvariantCulture)}; it must be from 0 to 1.");
            }
        }
    }

    /// <summary>One cluster, from 0 and below 2^29, for each row.</summary>
    public static void Clusters(ReadOnlySpan<int> clusters, int rows)
    {
        SameLength(clusters.Length, rows, "clusters");
        foreach (var cluster in clusters)
        {
            if (cluster is < 0 or >= 1 << 29)
            {
                throw new ArgumentException($"A cluster has number {cluster}; clusters are numbered from 0.");
            }
        }
    }

    private static void SameLength(int values, int rows, string what)
    {
        if (values != rows || rows == 0)
        {
            throw new ArgumentException($"{values} {what} were given for {rows} rows; each row needs one, and there must be a row.");
        }
    }
}
