namespace Kmen.World.Chance;

/// <summary>Integer mixing: the finaliser of SplitMix64 (Steele, Lea, Flood 2014), a bijection of 64 bits.</summary>
internal static class Mixing
{
    public const ulong Golden = 0x9E3779B97F4A7C15;

    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    public static ulong Combine(ulong left, ulong right)
    {
        unchecked
        {
            return Mix(left + Golden + Mix(right + 0xD1B54A32D192ED03));
        }
    }

    /// <summary>The seed a text stands for.</summary>
    public static ulong Seed(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char letter in text)
        {
            hash = Combine(hash, letter);
        }

        return hash;
    }
}
