using Kmen.World.Chance;

namespace Kmen.World.People;

/// <summary>
/// Czech first names by sex, in the order of frequency of the table in <c>Data</c>. The source gives ranks and no counts: the weights,
/// 1 / (rank + 6), are invented.
/// </summary>
internal sealed class FirstNames
{
    readonly Name[] women;
    readonly Name[] men;
    readonly Lottery womenByRank;
    readonly Lottery menByRank;

    public FirstNames()
    {
        string[][] rows = [.. Resources.Lines("first_names.tsv").Select(line => line.Split('\t'))];
        women = [.. rows.Where(row => row[0] == "F").Select(row => new Name(Capitalised(row[1]))), .. ForeignNames.Women.Select(name => new Name(name))];
        men = [.. rows.Where(row => row[0] == "M").Select(row => new Name(Capitalised(row[1]))), .. ForeignNames.Men.Select(name => new Name(name))];
        womenByRank = Lottery.ByRank(women.Length - ForeignNames.Women.Length, 6);
        menByRank = Lottery.ByRank(men.Length - ForeignNames.Men.Length, 6);
    }

    public int Draw(bool woman, ref Draws draws) => (woman ? womenByRank : menByRank).Draw(ref draws);

    /// <summary>A name of somebody from elsewhere.</summary>
    public int DrawForeign(bool woman, int origin, ref Draws draws) =>
        (woman ? women : men).Length - ForeignNames.Women.Length + ((origin - 1) * ForeignNames.FirstCount) + draws.Below(ForeignNames.FirstCount);

    public Name Of(bool woman, int index) => (woman ? women : men)[index];

    static string Capitalised(string lower) => char.ToUpperInvariant(lower[0]) + lower[1..];
}
