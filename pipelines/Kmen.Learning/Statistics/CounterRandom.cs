namespace Kmen.Learning.Statistics;

/// <summary>
/// Random numbers by position: SplitMix64 (Steele, Lea, Flood 2014) entered anywhere. A number depends on seed, stream and index alone,
/// so work may be shared out among threads in any way.
/// </summary>
internal readonly struct CounterRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private readonly ulong _start;

    public CounterRandom(ulong seed, ulong stream) => _start = Mix(unchecked(Mix(seed + Step) + (stream * Step)));

    /// <summary>64 random bits.</summary>
    public ulong At(ulong index) => Mix(unchecked(_start + ((index + 1) * Step)));

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
