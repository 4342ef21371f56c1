using Kmen.World.Chance;

namespace Kmen.World.Calendars;

/// <summary>How strongly people need things on a day, and at what hour they do what. All figures are invented.</summary>
internal static class Rhythms
{
    /// <summary>The largest factor <see cref="Season"/> can give, in per mille.</summary>
    public const int Peak = 1900;

    static readonly int[] Months = [820, 850, 930, 980, 1000, 960, 880, 900, 980, 1050, 1420, 1550];
    static readonly int[] Weekdays = [1080, 1060, 1000, 980, 990, 950, 940];

    static readonly Lottery[] Online =
    [
        Hours(1, 0, 0, 0, 0, 1, 5, 10, 12, 11, 10, 9, 10, 9, 8, 8, 8, 8, 8, 9, 10, 8, 4, 2),
        Hours(1, 0, 0, 0, 0, 0, 1, 3, 5, 7, 8, 8, 9, 8, 7, 7, 8, 9, 11, 14, 16, 15, 10, 4),
        Hours(5, 3, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 6, 5, 6, 7, 8, 9, 11, 13, 16, 17, 12),
    ];

    static readonly Lottery Shops = Hours(0, 0, 0, 0, 0, 0, 0, 0, 2, 8, 11, 11, 9, 7, 8, 10, 13, 12, 8, 3, 0, 0, 0, 0);

    /// <summary>Needs of the day against an ordinary day, in per mille.</summary>
    public static int Season(int month, int weekday) => Months[month - 1] * Weekdays[weekday] / 1000;

    /// <summary>A second of the day at which a person of the chronotype (0 early, 1 ordinary, 2 late) is online.</summary>
    public static int OnlineSecond(int chronotype, ref Draws draws) => Second(Online[chronotype], ref draws);

    /// <summary>A second of the day at which shops are open.</summary>
    public static int ShopSecond(ref Draws draws) => Second(Shops, ref draws);

    static int Second(Lottery hours, ref Draws draws) => (hours.Draw(ref draws) * 3600) + draws.Below(3600);

    static Lottery Hours(params long[] weights) => new(weights, 1024);
}
