namespace Kmen.World.Chance;

/// <summary>
/// Quantiles of continuous distributions as tables of integers. The tables are computed with additions, multiplications, divisions and square
/// roots only, which IEEE 754 rounds the same everywhere; logarithm and exponential of mathematical libraries differ between machines.
/// </summary>
internal static class Quantiles
{
    const int Size = 4096;

    /// <summary>65,536 is one.</summary>
    public const int One = 1 << 16;

    static readonly long[] ExponentialTable = Build(u => -Log(1 - u));

    /// <summary>An exponential variable of mean 1, times 65,536.</summary>
    public static long Exponential(ref Draws draws) => ExponentialTable[draws.Below(Size)];

    /// <summary>A log-normal variable of mean 1, times 65,536.</summary>
    public static long[] LogNormal(double sigma) => Build(u => Exp((sigma * Normal(u)) - (sigma * sigma / 2)));

    public static long Draw(long[] table, ref Draws draws) => table[draws.Below(Size)];

    static long[] Build(Func<double, double> quantile)
    {
        var table = new long[Size];
        for (int i = 0; i < Size; i++)
        {
            table[i] = (long)(quantile((i + 0.5) / Size) * One);
        }

        return table;
    }

    // log x = k log 2 + 2 atanh((m - 1) / (m + 1)), x = m 2^k, m in [0.75, 1.5)
    internal static double Log(double x)
    {
        int k = 0;
        while (x >= 1.5)
        {
            x /= 2;
            k++;
        }

        while (x < 0.75)
        {
            x *= 2;
            k--;
        }

        double z = (x - 1) / (x + 1);
        double square = z * z;
        double power = z;
        double sum = 0;
        for (int i = 1; i < 40; i += 2)
        {
            sum += power / i;
            power *= square;
        }

        return (k * 0.693147180559945309) + (2 * sum);
    }

    // exp x = (sum of the series at x / 1024) ^ 1024
    internal static double Exp(double x)
    {
        double small = x / 1024;
        double term = 1;
        double sum = 1;
        for (int i = 1; i < 12; i++)
        {
            term = term * small / i;
            sum += term;
        }

        for (int i = 0; i < 10; i++)
        {
            sum *= sum;
        }

        return sum;
    }

    // Acklam's rational approximation of the normal quantile; relative error below 1.15e-9.
    internal static double Normal(double u)
    {
        if (u > 0.5)
        {
            return -Normal(1 - u);
        }

        if (u < 0.02425)
        {
            double q = Math.Sqrt(-2 * Log(u));
            return ((((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838e+00) * q) - 2.549732539343734e+00) * q)
                + 4.374664141464968e+00) * q) + 2.938163982698783e+00)
                / ((((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996e+00) * q) + 3.754408661907416e+00) * q) + 1);
        }

        double s = u - 0.5;
        double r = s * s;
        return ((((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02) * r)
            - 3.066479806614716e+01) * r) + 2.506628277459239e+00) * s
            / ((((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r) + 6.680131188771972e+01) * r)
            - 1.328068155288572e+01) * r) + 1);
    }
}
