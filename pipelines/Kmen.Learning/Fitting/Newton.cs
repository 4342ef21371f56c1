namespace Kmen.Learning.Fitting;

/// <summary>Newton's method (iteratively reweighted least squares) with halved steps where a full one would not descend.</summary>
internal static class Newton
{
    private const int Halvings = 30;

    /// <summary>Minimises an objective, beginning at a point that is overwritten with the best one found.</summary>
    public static Convergence Minimise(
        LogisticObjective objective, double[] point, LogisticOptions options, CancellationToken cancellationToken)
    {
        var terms = objective.Evaluate(point, cancellationToken);
        for (var iteration = 0; ; iteration++)
        {
            var gradient = terms.Gradient.Max(Math.Abs) / terms.TotalWeight;
            if (gradient <= options.Tolerance || iteration == options.MaximumIterations)
            {
                return new Convergence(gradient <= options.Tolerance, iteration, gradient, terms.LogLoss);
            }

            var step = Cholesky.Solve(terms.Hessian, terms.Gradient);
            if (Descend(objective, point, step, terms.Loss, cancellationToken) is not { } next)
            {
                return new Convergence(false, iteration, gradient, terms.LogLoss);
            }

            terms = next;
        }
    }

    /// <summary>Moves the point against a step, or a fraction of it, to where the loss is not higher; null where there is no such place.</summary>
    private static LogisticTerms? Descend(
        LogisticObjective objective, double[] point, double[] step, double loss, CancellationToken cancellationToken)
    {
        var start = point.ToArray();
        var share = 1.0;
        for (var halving = 0; halving < Halvings; halving++, share /= 2)
        {
            for (var i = 0; i < point.Length; i++)
            {
                point[i] = start[i] - (share * step[i]);
            }

            // Close to the optimum a step changes the loss by less than its rounding error.
            var terms = objective.Evaluate(point, cancellationToken);
            if (terms.Loss <= loss + (1e-12 * Math.Abs(loss)))
            {
                return terms;
            }
        }

        start.CopyTo(point, 0);
        return null;
    }
}
