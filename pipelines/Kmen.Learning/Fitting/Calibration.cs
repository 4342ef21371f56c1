using System.Text.Json.Serialization;

namespace Kmen.Learning.Fitting;

/// <summary>Turns margins into probabilities that come true as often as they say; never falls as the margin grows. Serialises to JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(NoCalibration), NoCalibration.MethodName)]
[JsonDerivedType(typeof(PlattCalibration), PlattCalibration.MethodName)]
[JsonDerivedType(typeof(IsotonicCalibration), IsotonicCalibration.MethodName)]
public abstract record Calibration
{
    /// <summary>The name of the method, as in the JSON.</summary>
    [JsonIgnore]
    public abstract string Method { get; }

    /// <summary>The calibrated probability of a margin (log-odds).</summary>
    public abstract double Probability(double margin);

    /// <summary>The calibrated probabilities of many margins.</summary>
    public double[] Probabilities(ReadOnlySpan<double> margins)
    {
        var probabilities = new double[margins.Length];
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Probability(margins[i]);
        }

        return probabilities;
    }
}
