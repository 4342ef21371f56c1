using Kmen.Learning.Statistics;

namespace Kmen.Learning.Fitting;

/// <summary>Logistic regression on standardised features with a small ridge, by Newton's method.</summary>
public static class LogisticRegression
{
    /// <summary>Fits a model. The result is the same on any number of threads.</summary>
    /// <param name="rows">What to learn from; missing values count as the feature's mean.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="threads">Threads to work on, 1 or more.</param>
    /// <param name="cancellationToken">Ends the work between two blocks of rows.</param>
    /// <exception cref="ArgumentException">One class has no row, or an option is out of its range.</exception>
    public static LogisticModel Fit(LabelledRows rows, LogisticOptions options, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        options.Validate();
        var columns = rows.Features.ColumnCount;
        var standardisation = Standardisation.Measure(rows, options.Scale);
        var objective = new LogisticObjective(rows.RowCount, columns, options.Ridge, threads)
        {
            Read = (row, inputs) => standardisation.Apply(rows.Features.Row(row), inputs.Span),
            Target = row => rows.Labels.Span[row] ? 1 : 0,
            Weight = rows.Weight,
        };
        var coefficients = new double[columns + 1];
        coefficients[columns] = LogOdds.FromProbability(rows.BaseRate());
        var fit = Newton.Minimise(objective, coefficients, options, cancellationToken);
        return new LogisticModel(
            rows.Features.Names,
            options.Scale,
            standardisation.Means,
            standardisation.Deviations,
            coefficients[..columns],
            coefficients[columns],
            options.Ridge,
            fit);
    }
}
