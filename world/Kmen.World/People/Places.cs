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
    readonly District[] districts;
    readonly Name[] shops;
    readonly int[] shopOfDistrict;
    readonly int[] latitudes;
    readonly int[] longitudes;
    readonly long[] weights;
    readonly long totalWeight;
    readonly Lottery byWeight;

    public Places()
    {
        var list = new List<Place>();
        var drawn = new List<long>();
        var north = new List<int>();
        var east = new List<int>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var sums = new List<(string Name, string Region, long Latitude, long Longitude, int Count)>();
        foreach (string line in Resources.Lines("municipalities.csv"))
        {
            string[] fields = line.Split(',');
            string district = fields[2];
            bool isSeat = fields[0] == district || fields[0] + "-město" == district;
            long weight = isSeat
                ? Cities.GetValueOrDefault(fields[0], 60)
                : 1 + (long)(Mixing.Combine(7, ulong.Parse(fields[1], CultureInfo.InvariantCulture)) % 36 / 7);
            if (!numbers.TryGetValue(district, out int number))
            {
                numbers[district] = number = sums.Count;
                sums.Add((district, fields[3], 0, 0, 0));
            }

            (string name, string region, long latitude, long longitude, int count) = sums[number];
            sums[number] = (name, region, latitude + Thousandths(fields[5]), longitude + Thousandths(fields[6]), count + 1);
            list.Add(new Place(new Name(fields[0]), int.Parse(fields[4], CultureInfo.InvariantCulture), number, weight >= 5, fields[0] == "Praha"));
            drawn.Add(weight);
            north.Add((int)Thousandths(fields[5]));
            east.Add((int)Thousandths(fields[6]));
        }

        places = [.. list];
        districts = [.. sums.Select(sum => new District(new Name(sum.Name), sum.Region, (int)(sum.Latitude / sum.Count), (int)(sum.Longitude / sum.Count)))];
        weights = [.. drawn];
        totalWeight = weights.Sum();
        latitudes = [.. north];
        longitudes = [.. east];
        byWeight = new Lottery(weights, 1 << 18);
        string[] regions = [.. districts.Select(district => district.Region).Distinct().Order(StringComparer.Ordinal)];
        shopOfDistrict = [.. districts.Select(district => Array.IndexOf(regions, district.Region))];
        shops = [.. regions.Select(region => places[Enumerable.Range(0, places.Length).Where(i => districts[places[i].District].Region == region).MaxBy(i => weights[i])].Name)];
    }

    public int Draw(ref Draws draws) => byWeight.Draw(ref draws);

    public Place this[int index] => places[index];

    public IReadOnlyList<District> Districts => districts;

    public int Count => places.Length;

    /// <summary>The towns with a shop: the largest of each region.</summary>
    public IReadOnlyList<Name> Shops => shops;

    /// <summary>The number of the shop that people of the place go to.</summary>
    public int ShopOf(int place) => shopOfDistrict[places[place].District];

    /// <summary>In thousandths of a degree, as the longitude.</summary>
    public int Latitude(int place) => latitudes[place];

    public int Longitude(int place) => longitudes[place];

    /// <summary>Invented: in proportion to the weight by which people of the world are drawn.</summary>
    public long Inhabitants(int place) => weights[place] * 10_900_000 / totalWeight;

    /// <summary>The mean gross monthly income in crowns, invented: more in Prague and seats of districts, else by chance.</summary>
    public int Income(int place)
    {
        int chance = (int)(Mixing.Combine(11, (ulong)places[place].Postcode) % 9000);
        return 31_000 + chance + (places[place].IsPrague ? 13_000 : weights[place] >= 60 ? 4_000 : 0);
    }

    static long Thousandths(string degrees) => (long)(decimal.Parse(degrees, CultureInfo.InvariantCulture) * 1000);
}
