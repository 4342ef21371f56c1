using System.Numerics;

namespace Kmen.World.Chance;

/// <summary>A permutation of 0 … size - 1 by a multiplication and an addition: ids that are unique and tell no order.</summary>
internal readonly struct Shuffle
{
    readonly long size;
    readonly long factor;
    readonly long shift;

    public Shuffle(long size, ulong seed)
    {
        this.size = size;
        shift = (long)(Mixing.Combine(seed, 1) % (ulong)size);

        // Near the golden section, so that neighbours land far from each other.
        long candidate = (size * 618 / 1000) + (long)(Mixing.Combine(seed, 2) % (ulong)Math.Max(1, size / 50)) + 1;
        while (BigInteger.GreatestCommonDivisor(candidate, size) != 1)
        {
            candidate++;
        }

        factor = candidate;
    }

    /// <summary>Beyond the size, the next block of the same size is permuted in the same way.</summary>
    public long Of(long value)
    {
        long block = value / size;
        return (block * size) + ((((value % size) * factor) + shift) % size);
    }
}
