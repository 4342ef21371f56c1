using Kmen.Learning.Fitting;

namespace Kmen.Learning.Tests.Fitting;

public class CholeskyTests
{
    [Fact]
    public void Solve_RandomPositiveDefiniteSystem_SolvesIt()
    {
        var random = new Random(1);
        var factor = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 8).Select(_ => random.Normal()).ToArray()).ToArray();
        var matrix = Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, 8).Select(j =>
            Enumerable.Range(0, 8).Sum(k => factor[i][k] * factor[j][k])).ToArray()).ToArray();
        double[] right = [.. Enumerable.Range(0, 8).Select(_ => random.Normal())];

        var solution = Cholesky.Solve([.. matrix.Select(static row => row.ToArray())], right);

        matrix.Select(row => row.Zip(solution, static (a, x) => a * x).Sum()).Should().Equal(right, static (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Solve_FlatDirection_GetsNothing() =>
        Cholesky.Solve([[4, 0], [4, 4]], [8, 8]).Should().Equal(2, 0);
}
