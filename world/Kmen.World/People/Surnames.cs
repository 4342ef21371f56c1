using Kmen.World.Chance;

namespace Kmen.World.People;

/// <summary>
/// Surnames are invented: a stem of one or two syllables and one of the endings that Czech surnames have. Some exist by accident.
/// A woman's form follows the usual rules (Horák, Horáková; Malý, Malá; Dušek, Dušková; Kalina, Kalinová; Jarní, Jarní).
/// Frequencies fall as 1 / (rank + 40), invented too.
/// </summary>
internal sealed class Surnames
{
    static readonly string[] Beginnings =
        ["b", "br", "c", "č", "d", "dr", "h", "hl", "hr", "ch", "j", "k", "kl", "kr", "l", "m", "n", "p", "pl", "pr", "r", "ř", "s", "sl", "st", "š", "t", "tr", "v", "vl", "z", "ž"];

    static readonly string[] Vowels = ["a", "e", "o", "u", "á", "ou", "i", "y"];
    static readonly string[] Middles = ["b", "d", "h", "j", "k", "l", "m", "n", "r", "s", "š", "t", "v", "z", "ch", "lk", "rn", "st", "ml", "tr", "nd", "jt", "rk", "dl"];
    static readonly string[] Endings = ["ák", "ek", "a", "ý", "ský", "ec", "ka", "ík", "ar", "ura", "oun", "ota", "át", "al", "ina", "í", "eš", "il", "oň", "anda"];

    const int Count = 6000;
    readonly Name[] men = new Name[Count + ForeignNames.Last.Length];
    readonly Name[] women = new Name[Count + ForeignNames.Last.Length];
    readonly Lottery byRank = Lottery.ByRank(Count, 40);

    public Surnames()
    {
        for (int i = 0; i < ForeignNames.Last.Length; i++)
        {
            (string man, string woman) = ForeignNames.Last[i];
            men[Count + i] = new Name(man);
            women[Count + i] = new Name(woman);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var draws = new Draws(Mixing.Seed("surnames"));
        for (int i = 0; i < Count;)
        {
            string stem = Beginnings[draws.Below(Beginnings.Length)] + Vowels[draws.Below(Vowels.Length)] + Middles[draws.Below(Middles.Length)];
            string ending = Endings[draws.Below(Endings.Length)];
            if (draws.Chance(2500))
            {
                stem += Vowels[draws.Below(3)] + Middles[draws.Below(14)];
            }

            string name = char.ToUpperInvariant(stem[0]) + stem[1..] + ending;
            if (seen.Add(name))
            {
                men[i] = new Name(name);
                women[i] = new Name(Feminine(name));
                i++;
            }
        }
    }

    /// <summary>A surname of somebody from elsewhere.</summary>
    public static int DrawForeign(int origin, ref Draws draws) => Count + ((origin - 1) * ForeignNames.LastCount) + draws.Below(ForeignNames.LastCount);

    public int Draw(ref Draws draws) => byRank.Draw(ref draws);

    public Name Of(bool woman, int index) => (woman ? women : men)[index];

    internal static string Feminine(string name) => name switch
    {
        _ when name.EndsWith('ý') => name[..^1] + "á",
        _ when name.EndsWith('í') => name,
        _ when name.EndsWith('a') => name[..^1] + "ová",
        _ when name.EndsWith("ek", StringComparison.Ordinal) => name[..^2] + "ková",
        _ when name.EndsWith("ec", StringComparison.Ordinal) => name[..^2] + "cová",
        _ when name.EndsWith("oň", StringComparison.Ordinal) => name[..^1] + "ňová",
        _ => name + "ová",
    };
}
