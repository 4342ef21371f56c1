using System.Text.Json.Serialization;

namespace Kmen.Learning.Fitting;

/// <summary>What is done to a feature before it is standardised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InputScale>))]
public enum InputScale
{
    /// <summary>Nothing.</summary>
    Linear,

    /// <summary>sign(x) * log(1 + |x|), which draws in the long tails of counts and amounts.</summary>
    SignedLog,
}
