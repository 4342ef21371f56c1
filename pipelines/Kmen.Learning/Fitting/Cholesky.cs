namespace Kmen.Learning.Fitting;

/// <summary>Solves symmetric positive definite systems, always in the same order of operations.</summary>
internal static class Cholesky
{
    /// <summary>The x with matrix * x = right. Directions in which the matrix is flat (to rounding) get 0.</summary>
    /// <param name="matrix">The lower triangle; overwritten.</param>
    /// <param name="right">The right side; kept.</param>
    public static double[] Solve(double[][] matrix, double[] right)
    {
        var size = right.Length;
        var solution = right.ToArray();
        for (var i = 0; i < size; i++)
        {
            var original = matrix[i][i];
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i][j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[i][k] * matrix[j][k];
                }

                if (i == j)
                {
                    matrix[i][i] = sum > 1e-13 * original ? Math.Sqrt(sum) : 0;
                }
                else
                {
                    matrix[i][j] = matrix[j][j] > 0 ? sum / matrix[j][j] : 0;
                }
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                solution[i] -= matrix[i][k] * solution[k];
            }

            solution[i] = matrix[i][i] > 0 ? solution[i] / matrix[i][i] : 0;
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                solution[i] -= matrix[k][i] * solution[k];
            }

            solution[i] = matrix[i][i] > 0 ? solution[i] / matrix[i][i] : 0;
        }

        return solution;
    }
}
