using Kmen.XGBoost;

namespace Kmen.Learning.Fitting;

/// <summary>The features that moved each of some consecutive rows most, up or down.</summary>
/// <param name="FirstRow">Index, among all rows explained, of the first row here.</param>
/// <param name="RowCount">Rows here.</param>
/// <param name="Top">Places a row.</param>
/// <param name="Features">Row-major: the index of the feature, the strongest first; -1 where no further feature moved the row.</param>
/// <param name="Contributions">Row-major: what it adds to the margin; 0 beside -1.</param>
public sealed record Reasons(int FirstRow, int RowCount, int Top, ReadOnlyMemory<int> Features, ReadOnlyMemory<float> Contributions)
{
    /// <summary>Explains rows, a slice at a time.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="rows">The rows to explain.</param>
    /// <param name="top">Reasons a row, 1 or more.</param>
    /// <param name="rowsPerSlice">Rows a slice, 1 or more.</param>
    /// <param name="cancellationToken">Ends the work between two slices.</param>
    public static IEnumerable<Reasons> Explain(
        IScorer scorer, FeatureMatrix rows, int top, int rowsPerSlice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        return scorer.Contributions(rows, rowsPerSlice).Select(slice =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Strongest(slice, top);
        });
    }

    /// <summary>The largest contributions by size, whatever their sign, without the bias; of equal ones the earlier feature.</summary>
    internal static Reasons Strongest(Contributions slice, int top)
    {
        var (features, contributions) = (new int[slice.RowCount * top], new float[slice.RowCount * top]);
        Array.Fill(features, -1);
        for (var row = 0; row < slice.RowCount; row++)
        {
            var places = features.AsSpan(row * top, top);
            var sizes = contributions.AsSpan(row * top, top);
            var values = slice.Features(row);
            for (var feature = 0; feature < values.Length; feature++)
            {
                Insert(places, sizes, feature, values[feature]);
            }
        }

        return new Reasons(slice.FirstRow, slice.RowCount, top, features, contributions);
    }

    private static void Insert(Span<int> features, Span<float> contributions, int feature, float contribution)
    {
        var place = features.Length;
        while (place > 0 && Math.Abs(contribution) > Math.Abs(contributions[place - 1]))
        {
            place--;
        }

        if (place < features.Length)
        {
            features[place..^1].CopyTo(features[(place + 1)..]);
            contributions[place..^1].CopyTo(contributions[(place + 1)..]);
            (features[place], contributions[place]) = (feature, contribution);
        }
    }
}
