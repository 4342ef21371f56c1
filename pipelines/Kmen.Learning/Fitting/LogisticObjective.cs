using System.Numerics;
using Kmen.Learning.Statistics;

namespace Kmen.Learning.Fitting;

/// <summary>The penalised log loss of a logistic regression with its derivatives, over rows that are read when needed.</summary>
/// <remarks>
/// The last coefficient is the intercept, which is not penalised. Rows are summed in blocks of a fixed size and the blocks in their
/// order, so that the number of threads changes nothing.
/// </remarks>
internal sealed class LogisticObjective(int rows, int columns, double ridge, int threads)
{
    private const int BlockRows = 4096;

    /// <summary>Puts the inputs of a row where the second argument says.</summary>
    public required Action<int, Memory<double>> Read { get; init; }

    /// <summary>What each row should be predicted as, from 0 to 1.</summary>
    public required Func<int, double> Target { get; init; }

    /// <summary>How much each row counts.</summary>
    public required Func<int, double> Weight { get; init; }

    public int Size => columns + 1;

    public LogisticTerms Evaluate(double[] coefficients, CancellationToken cancellationToken)
    {
        var blocks = new LogisticTerms[(rows + BlockRows - 1) / BlockRows];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, blocks.Length, parallel, block => blocks[block] = Block(block * BlockRows, coefficients));
        var sum = blocks[0];
        for (var i = 1; i < blocks.Length; i++)
        {
            sum.Add(blocks[i]);
        }

        sum.LogLoss = sum.Loss / sum.TotalWeight;
        for (var i = 0; i < columns; i++)
        {
            sum.Loss += ridge / 2 * coefficients[i] * coefficients[i];
            sum.Gradient[i] += ridge * coefficients[i];
            sum.Hessian[i][i] += ridge;
        }

        return sum;
    }

    private LogisticTerms Block(int first, double[] coefficients)
    {
        var terms = new LogisticTerms(Size);
        var inputs = new double[Size];
        inputs[columns] = 1;
        for (var row = first; row < Math.Min(first + BlockRows, rows); row++)
        {
            var (target, weight) = (Target(row), Weight(row));
            if (weight == 0)
            {
                continue;
            }

            Read(row, inputs.AsMemory(0, columns));
            var margin = 0.0;
            for (var i = 0; i < inputs.Length; i++)
            {
                margin += coefficients[i] * inputs[i];
            }

            var probability = LogOdds.ToProbability(margin);
            terms.TotalWeight += weight;
            terms.Loss += weight * LogOdds.Loss(margin, target);
            AddScaled(terms.Gradient, inputs, weight * (probability - target), Size);
            var curvature = weight * probability * (1 - probability);
            for (var i = 0; i < Size; i++)
            {
                if (inputs[i] != 0)
                {
                    AddScaled(terms.Hessian[i], inputs, curvature * inputs[i], i + 1);
                }
            }
        }

        return terms;
    }

    /// <summary>sum += factor * values, over the first elements. Each element stands alone, so the width of the machine's vectors changes nothing.</summary>
    private static void AddScaled(double[] sum, double[] values, double factor, int length)
    {
        var i = 0;
        for (; i <= length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sum, i) + (new Vector<double>(values, i) * factor)).CopyTo(sum, i);
        }

        for (; i < length; i++)
        {
            sum[i] += factor * values[i];
        }
    }
}
