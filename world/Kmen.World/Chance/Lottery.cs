namespace Kmen.World.Chance;

/// <summary>Draws an index by weight: a table of tickets, so that a draw is one look-up.</summary>
internal sealed class Lottery
{
    readonly ushort[] tickets;

    public Lottery(ReadOnlySpan<long> weights, int size = 65_536)
    {
        long total = 0;
        foreach (long weight in weights)
        {
            total += weight;
        }

        tickets = new ushort[size];
        long before = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int from = (int)(before * size / total);
            before += weights[i];
            int to = (int)(before * size / total);
            tickets.AsSpan(from, to - from).Fill((ushort)i);
        }
    }

    /// <summary>Weights that fall with the rank as 1 / (rank + offset), as names and products do (Zipf, Mandelbrot).</summary>
    public static Lottery ByRank(int count, int offset, int size = 65_536)
    {
        var weights = new long[count];
        for (int rank = 1; rank <= count; rank++)
        {
            weights[rank - 1] = 1_000_000_000L / (rank + offset);
        }

        return new Lottery(weights, size);
    }

    public int Draw(ref Draws draws) => tickets[draws.Below(tickets.Length)];
}
