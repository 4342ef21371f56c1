using Kmen.World.Chance;

namespace Kmen.World.People;

/// <summary>
/// Which patterns people have. There are three groups: when they buy, what they put into the basket, how they conduct themselves; a person has at most one
/// of each, since two of a group would undo each other. All shares are invented.
/// </summary>
internal static class Patterns
{
    static readonly (Pattern Pattern, int Share)[] Timing =
    [
        (Pattern.RainBuyer, 500), (Pattern.Commuter, 500), (Pattern.GiftBuyer, 500), (Pattern.NightResearcher, 500), (Pattern.PaydayBuyer, 500),
        (Pattern.WeekdayRitualist, 500), (Pattern.BirthdayTreater, 500),
    ];

    static readonly (Pattern Pattern, int Share)[] Basket =
    [
        (Pattern.DealHunter, 500), (Pattern.Restocker, 500), (Pattern.BrandDevotee, 500), (Pattern.BundleBuyer, 500), (Pattern.PriceDropWatcher, 500),
        (Pattern.LowStockBuyer, 500),
    ];

    static readonly (Pattern Pattern, int Share)[] Conduct =
    [
        (Pattern.Returner, 500), (Pattern.ReviewReader, 500), (Pattern.WeekendAppUser, 500), (Pattern.InstantOpener, 500), (Pattern.Grumbler, 500),
        (Pattern.SilentLeaver, 1600),
    ];

    public static Pattern DrawTiming(ref Draws draws) => Draw(Timing, ref draws);

    public static Pattern DrawBasket(ref Draws draws) => Draw(Basket, ref draws);

    public static Pattern DrawConduct(ref Draws draws) => Draw(Conduct, ref draws);

    /// <summary>The name in the truth.</summary>
    public static ReadOnlySpan<byte> Name(Pattern pattern) => pattern switch
    {
        Pattern.RainBuyer => "rain_buyer"u8,
        Pattern.Commuter => "commuter"u8,
        Pattern.GiftBuyer => "gift_buyer"u8,
        Pattern.NightResearcher => "night_researcher"u8,
        Pattern.PaydayBuyer => "payday_buyer"u8,
        Pattern.WeekdayRitualist => "weekday_ritualist"u8,
        Pattern.BirthdayTreater => "birthday_treater"u8,
        Pattern.DealHunter => "deal_hunter"u8,
        Pattern.Restocker => "restocker"u8,
        Pattern.BrandDevotee => "brand_devotee"u8,
        Pattern.BundleBuyer => "bundle_buyer"u8,
        Pattern.PriceDropWatcher => "price_drop_watcher"u8,
        Pattern.LowStockBuyer => "low_stock_buyer"u8,
        Pattern.Returner => "returner"u8,
        Pattern.ReviewReader => "review_reader"u8,
        Pattern.WeekendAppUser => "weekend_app_user"u8,
        Pattern.InstantOpener => "instant_opener"u8,
        Pattern.Grumbler => "grumbler"u8,
        Pattern.SilentLeaver => "silent_leaver"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "No pattern has no name."),
    };

    static Pattern Draw((Pattern Pattern, int Share)[] group, ref Draws draws)
    {
        int ticket = draws.Below(10_000);
        foreach ((Pattern pattern, int share) in group)
        {
            if (ticket < share)
            {
                return pattern;
            }

            ticket -= share;
        }

        return Pattern.None;
    }
}
