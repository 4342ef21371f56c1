namespace Kmen.XGBoost;

/// <summary>What a booster returns for a row. The numbers are those of XGBoost's "type" setting.</summary>
public enum PredictionKind
{
    /// <summary>The objective's own scale: a probability for binary:logistic.</summary>
    Value = 0,

    /// <summary>The untransformed sum: log-odds for binary:logistic.</summary>
    Margin = 1,
}
