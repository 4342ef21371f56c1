namespace Kmen.Learning.Statistics;

/// <summary>Weights of a Poisson bootstrap: how often each cluster enters a replicate, Poisson with mean 1.</summary>
internal static class PoissonWeights
{
    /// <summary>Entry k: 64 random bits below it mean a weight of at most k.</summary>
    private static readonly ulong[] Limits = Cumulative();

    public static void Draw(CounterRandom random, Span<byte> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var bits = random.At((ulong)i);
            byte weight = 0;
            while (weight < Limits.Length && bits >= Limits[weight])
            {
                weight++;
            }

            weights[i] = weight;
        }
    }

    private static ulong[] Cumulative()
    {
        // Above 20, what is left of the distribution is below 2^-64.
        var limits = new ulong[20];
        var (term, sum) = (Math.Exp(-1), 0.0);
        for (var k = 0; k < limits.Length; k++)
        {
            sum += term;
            term /= k + 1;
            limits[k] = sum < 1 ? (ulong)(sum * Math.Pow(2, 64)) : ulong.MaxValue;
        }

        return limits;
    }
}
