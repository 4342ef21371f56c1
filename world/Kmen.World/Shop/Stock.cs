using Kmen.World.Chance;

namespace Kmen.World.Shop;

/// <summary>
/// How many pieces of a product lie in the store: full after a delivery, fewer each day, and for the last fifth of the time nearly none. A function of
/// product and day alone; what single people buy does not move it.
/// </summary>
internal sealed class Stock
{
    /// <summary>Up to so many pieces are low.</summary>
    public const int Low = 5;

    readonly (int Length, int Phase, int Full)[] cycles;

    public Stock(ulong seed, int products)
    {
        cycles = new (int, int, int)[products];
        for (int product = 0; product < products; product++)
        {
            var draws = Draws.For(seed, Topic.Stock, product);
            cycles[product] = (15 + draws.Below(27), draws.Below(100), 25 + draws.Below(180));
        }
    }

    public bool IsLow(int product, int day)
    {
        int length = cycles[product].Length;
        return Position(product, day) >= length - (length / 5);
    }

    /// <summary>Whether a delivery comes on the day.</summary>
    public bool IsDelivered(int product, int day) => Position(product, day) == 0;

    /// <summary>Pieces at the day's beginning, after a delivery.</summary>
    public int Level(int product, int day)
    {
        (int length, _, int full) = cycles[product];
        int position = Position(product, day);
        int lowFrom = length - (length / 5);
        return position < lowFrom ? Low + 1 + ((full - Low - 1) * (lowFrom - position) / lowFrom) : Math.Max(1, Low * (length - position) / (length - lowFrom));
    }

    int Position(int product, int day) => (day - Calendars.Calendar.First + cycles[product].Phase) % cycles[product].Length;
}
