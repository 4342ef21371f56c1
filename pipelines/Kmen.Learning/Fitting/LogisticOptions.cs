namespace Kmen.Learning.Fitting;

/// <summary>How a logistic regression is fitted.</summary>
public sealed record LogisticOptions
{
    /// <summary>
    /// Penalty on the squared coefficients of the standardised features, halved, against the summed log loss; 0 or more.
    /// 1 unless said otherwise: negligible beside hundreds of rows, and enough to keep collinear or separating features finite.
    /// </summary>
    public double Ridge { get; init; } = 1;

    /// <summary>What is done to the features first.</summary>
    public InputScale Scale { get; init; } = InputScale.Linear;

    /// <summary>Newton steps at most, 1 or more.</summary>
    public int MaximumIterations { get; init; } = 50;

    /// <summary>Converged when no derivative of the objective, divided by the total weight, is above this.</summary>
    public double Tolerance { get; init; } = 1e-9;

    internal void Validate()
    {
        if (Ridge is not (>= 0 and <= double.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(Ridge), Ridge, "The ridge must be a finite number of 0 or more.");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaximumIterations);
        if (Tolerance is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance, "The tolerance must lie between 0 and 1.");
        }
    }
}
