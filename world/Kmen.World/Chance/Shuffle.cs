using System.Numerics;

namespace Kmen.World.Chance;

/// <summary>A permutation of 0 … size - 1 by a multiplication and an addition: ids that are unique and tell no order.</summary>
internal readonly struct Shuffle
{
    readonly long size;
    readonly long factor;
    readonly long shift;
    readonly long inverse;

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
        inverse = Inverse(candidate, size);
    }

    /// <summary>The value that <see cref="Of"/> gives this for.</summary>
    public long From(long image)
    {
        long block = image / size;
        long unshifted = ((image % size) - shift + size) % size;
        return (block * size) + (long)((Int128)unshifted * inverse % size);
    }

    /// <summary>Beyond the size, the next block of the same size is permuted in the same way.</summary>
    public long Of(long value)
    {
        long block = value / size;
        return (block * size) + ((((value % size) * factor) + shift) % size);
    }

    // Euclid's algorithm, extended.
    static long Inverse(long value, long modulus)
    {
        (long a, long b) = (value, modulus);
        (long x, long next) = (1, 0);
        while (b != 0)
        {
            long quotient = a / b;
            (a, b) = (b, a - (quotient * b));
            (x, next) = (next, x - (quotient * next));
        }

        return ((x % modulus) + modulus) % modulus;
    }
}
