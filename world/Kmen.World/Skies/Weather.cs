using Kmen.World.Calendars;
using Kmen.World.Chance;
using Kmen.World.People;

namespace Kmen.World.Skies;

/// <summary>
/// The weather by district and day. Fronts cross the country from the west in some days, districts near each other mostly share them; wet days follow
/// wet days. Months have their own shares of wet days and temperatures. The climate is invented after Central Europe's; integers only.
/// </summary>
internal sealed class Weather
{
    /// <summary>From so many tenths of a millimetre on a day is wet.</summary>
    public const int WetFrom = 10;

    // By month: how many days of a thousand are wet, and the mean temperature in tenths of a degree.
    static readonly int[] WetDays = [300, 270, 280, 270, 320, 340, 330, 300, 270, 270, 300, 310];
    static readonly int[] Means = [-10, 5, 45, 92, 140, 172, 190, 185, 140, 90, 40, 5];

    readonly int first;
    readonly int days;
    readonly short[] rain;
    readonly short[] temperature;

    /// <param name="seed">Of the world.</param>
    /// <param name="calendar">Of the world.</param>
    /// <param name="districts">Where.</param>
    /// <param name="from">The first day known.</param>
    /// <param name="to">The first day not known.</param>
    public Weather(ulong seed, Calendar calendar, IReadOnlyList<District> districts, int from, int to)
    {
        first = from;
        days = to - from;
        rain = new short[districts.Count * days];
        temperature = new short[rain.Length];
        for (int district = 0; district < districts.Count; district++)
        {
            for (int day = from; day < to; day++)
            {
                int at = (district * days) + day - from;
                int month = calendar.Month(day) - 1;
                int front = Front(seed, day, districts[district].Longitude);
                var draws = Draws.For(seed, Topic.Weather, district, day);
                int local = draws.Below(1000);
                int wetness = ((front * 3) + local) / 4;
                int threshold = Threshold(WetDays[month]);
                rain[at] = (short)(wetness < threshold ? WetFrom + ((threshold - wetness) * (20 + draws.Below(60)) / 100) : draws.Chance(1200) ? draws.Below(WetFrom) : 0);
                int spell = Level(seed, 3_000_000 + (day / 6)) + Level(seed, 3_000_001 + ((day + 3) / 6));
                int height = (districts[district].Latitude - 49_700) / 50;
                temperature[at] = (short)(Means[month] + ((spell - 1000) / 12) - height + draws.Between(-12, 12) - (rain[at] >= WetFrom ? 15 : 0));
            }
        }
    }

    public bool IsWet(int district, int day) => Rain(district, day) >= WetFrom;

    /// <summary>In tenths of a millimetre.</summary>
    public int Rain(int district, int day) => rain[(district * days) + day - first];

    /// <summary>The day's mean in tenths of a degree Celsius.</summary>
    public int Temperature(int district, int day) => temperature[(district * days) + day - first];

    // A front passes the west first: its edge lies a day later at 18 degrees than at 12.
    static int Front(ulong seed, int day, int longitude)
    {
        int east = Math.Clamp((longitude - 12_000) / 6, 0, 999);
        int today = Level(seed, day);
        int yesterday = Level(seed, day - 1);
        int before = Level(seed, day - 2);
        return (((1000 - east) * (today + yesterday)) + (east * (yesterday + before))) / 2000;
    }

    static int Level(ulong seed, int day) => Draws.For(seed, Topic.Weather, -1, day).Below(1000);

    // The wetness below which so many of a thousand days fall, about: a mean of draws is nearer to the middle than a draw.
    static int Threshold(int share) => 500 - ((500 - share) * 11 / 20) - (share < 350 ? 20 : 0);
}
