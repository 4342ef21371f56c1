using System.Globalization;
using Kmen.World.Chance;

namespace Kmen.World.People;

/// <summary>
/// All Czech municipalities. The source has no populations; the weights are invented: the four largest cities and the other regional
/// capitals by name, seats of districts 60, others from 1 to 6.
/// </summary>
internal sealed class Places
{
    static readonly Dictionary<string, long> Cities = new(StringComparer.Ordinal)
    {
        ["Praha"] = 3300, ["Brno"] = 950, ["Ostrava"] = 700, ["Plzeň"] = 430, ["Liberec"] = 260, ["Olomouc"] = 250, ["České Budějovice"] = 240,
        ["Hradec Králové"] = 230, ["Ústí nad Labem"] = 220, ["Pardubice"] = 220, ["Zlín"] = 180, ["Jihlava"] = 130, ["Karlovy Vary"] = 120,
    };

    readonly Place[] places;
    readonly Lottery byWeight;

    public Places()
    {
        var list = new List<Place>();
        var weights = new List<long>();
        foreach (string line in Resources.Lines("municipalities.csv"))
        {
            string[] fields = line.Split(',');
            string district = fields[2];
            bool isSeat = fields[0] == district || fields[0] + "-město" == district;
            long weight = isSeat
                ? Cities.GetValueOrDefault(fields[0], 60)
                : 1 + (long)(Mixing.Combine(7, ulong.Parse(fields[1], CultureInfo.InvariantCulture)) % 36 / 7);
            list.Add(new Place(new Name(fields[0]), int.Parse(fields[4], CultureInfo.InvariantCulture), weight >= 5, fields[0] == "Praha"));
            weights.Add(weight);
        }

        places = [.. list];
        byWeight = new Lottery(weights.ToArray(), 1 << 18);
    }

    public int Draw(ref Draws draws) => byWeight.Draw(ref draws);

    public Place this[int index] => places[index];
}
