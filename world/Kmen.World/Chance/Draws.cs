namespace Kmen.World.Chance;

/// <summary>
/// Random numbers by counter: the n-th draw is a hash of the key and n, so any draw of any person can be made alone,
/// in any order, on any thread. Integers only.
/// </summary>
internal struct Draws(ulong key)
{
    readonly ulong key = key;
    ulong counter;

    public static Draws For(ulong seed, Topic topic, long subject) =>
        new(Mixing.Combine(Mixing.Combine(seed, (ulong)topic), unchecked((ulong)subject)));

    public static Draws For(ulong seed, Topic topic, long subject, long part) =>
        new(Mixing.Combine(Mixing.Combine(Mixing.Combine(seed, (ulong)topic), unchecked((ulong)subject)), unchecked((ulong)part)));

    public ulong Next()
    {
        unchecked
        {
            counter += Mixing.Golden;
            return Mixing.Mix(key + counter);
        }
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => unchecked((int)(((Next() >> 32) * (ulong)(uint)bound) >> 32));

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True in so many of ten thousand draws.</summary>
    public bool Chance(int tenThousandths) => Below(10_000) < tenThousandths;
}
