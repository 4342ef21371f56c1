using Kmen.XGBoost;

namespace Kmen.Learning.Fitting;

/// <summary>A fitted model ready to score. For one thread at a time; it uses several threads itself where it was given them.</summary>
public interface IScorer : IDisposable
{
    /// <summary>The features it was trained with, in order.</summary>
    IReadOnlyList<string> FeatureNames { get; }

    /// <summary>One margin (log-odds, before calibration) a row.</summary>
    /// <exception cref="ArgumentException">The rows have other features than the model.</exception>
    double[] Margins(FeatureMatrix rows, CancellationToken cancellationToken);

    /// <summary>What each feature adds to each margin, a slice of rows at a time. A row's contributions and its bias sum to its margin.</summary>
    /// <param name="rows">The rows to explain.</param>
    /// <param name="rowsPerSlice">Rows a slice, 1 or more.</param>
    /// <exception cref="ArgumentException">The rows have other features than the model.</exception>
    IEnumerable<Contributions> Contributions(FeatureMatrix rows, int rowsPerSlice);
}
