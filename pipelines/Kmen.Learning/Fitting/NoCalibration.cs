using Kmen.Learning.Statistics;

namespace Kmen.Learning.Fitting;

/// <summary>Takes the model at its word.</summary>
public sealed record NoCalibration : Calibration
{
    internal const string MethodName = "none";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <inheritdoc/>
    public override double Probability(double margin) => LogOdds.ToProbability(margin);
}
