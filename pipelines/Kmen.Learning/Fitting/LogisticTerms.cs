namespace Kmen.Learning.Fitting;

/// <summary>A log loss and its derivatives at one point, for some of the rows or for all.</summary>
internal sealed class LogisticTerms
{
    public LogisticTerms(int size)
    {
        Gradient = new double[size];
        Hessian = new double[size][];
        for (var i = 0; i < size; i++)
        {
            Hessian[i] = new double[size];
        }
    }

    /// <summary>The summed loss, and after the last block the penalty too.</summary>
    public double Loss { get; set; }

    /// <summary>The mean loss without the penalty.</summary>
    public double LogLoss { get; set; }

    public double TotalWeight { get; set; }

    public double[] Gradient { get; }

    /// <summary>The lower triangle, diagonal included.</summary>
    public double[][] Hessian { get; }

    public void Add(LogisticTerms other)
    {
        Loss += other.Loss;
        TotalWeight += other.TotalWeight;
        for (var i = 0; i < Gradient.Length; i++)
        {
            Gradient[i] += other.Gradient[i];
            for (var j = 0; j <= i; j++)
            {
                Hessian[i][j] += other.Hessian[i][j];
            }
        }
    }
}
