namespace Kmen.Learning.Fitting;

/// <summary>How a fit ended.</summary>
/// <param name="Converged">Whether the tolerance was reached; where not, the coefficients are the best found.</param>
/// <param name="Iterations">Newton steps taken.</param>
/// <param name="LargestGradient">The largest derivative left, divided by the total weight.</param>
/// <param name="LogLoss">Mean log loss on the training rows, in nats, without the penalty.</param>
public sealed record Convergence(bool Converged, int Iterations, double LargestGradient, double LogLoss);
