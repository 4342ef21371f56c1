namespace Kmen.Learning.Fitting;

/// <summary>A way to calibrate that was considered.</summary>
/// <param name="Method">none, platt or isotonic.</param>
/// <param name="LogLoss">Mean log loss on rows held out of its fit; null where it was not tried.</param>
/// <param name="Verdict">Why it was chosen, or why not.</param>
public sealed record CalibrationCandidate(string Method, double? LogLoss, string Verdict);
