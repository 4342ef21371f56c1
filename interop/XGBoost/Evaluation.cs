namespace Kmen.XGBoost;

/// <summary>A metric that XGBoost computed after a round.</summary>
/// <param name="Matrix">The name given to the rows it was computed on.</param>
/// <param name="Metric">XGBoost's name of the metric, such as auc or logloss.</param>
/// <param name="Value">The metric, as precise as XGBoost prints it.</param>
public sealed record Evaluation(string Matrix, string Metric, double Value);
