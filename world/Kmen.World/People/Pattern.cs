namespace Kmen.World.People;

/// <summary>
/// A hidden way of behaving that a few people have. Each is drawn without regard to anything else about a person, and none changes how often or for how
/// much they buy, so that who they are and recency, frequency and amounts do not give them away. The numbers are part of the world.
/// </summary>
internal enum Pattern
{
    None = 0,

    /// <summary>Buys on days on which it rains at home.</summary>
    RainBuyer = 1,

    /// <summary>Orders by phone on the way to work, 6:30 to 8:30 on weekdays.</summary>
    Commuter = 2,

    /// <summary>In the days before the feasts of giving, buys what they otherwise do not.</summary>
    GiftBuyer = 3,

    /// <summary>Looks late in the evening, buys at the counter on the next day.</summary>
    NightResearcher = 4,

    /// <summary>Buys on the three days from pay day on.</summary>
    PaydayBuyer = 5,

    /// <summary>Buys on one day of the week, their own.</summary>
    WeekdayRitualist = 6,

    /// <summary>Buys in the week before their birthday.</summary>
    BirthdayTreater = 7,

    /// <summary>Waits for sales.</summary>
    DealHunter = 8,

    /// <summary>Buys the same product again and again.</summary>
    Restocker = 9,

    /// <summary>Buys one brand.</summary>
    BrandDevotee = 10,

    /// <summary>Buys the product that goes with the first one, in the same order.</summary>
    BundleBuyer = 11,

    /// <summary>Buys what has just become cheaper.</summary>
    PriceDropWatcher = 12,

    /// <summary>Buys what is nearly sold out.</summary>
    LowStockBuyer = 13,

    /// <summary>Sends much of it back.</summary>
    Returner = 14,

    /// <summary>Reads reviews.</summary>
    ReviewReader = 15,

    /// <summary>Uses the app at weekends, the browser on other days.</summary>
    WeekendAppUser = 16,

    /// <summary>Opens mail as soon as it comes.</summary>
    InstantOpener = 17,

    /// <summary>Is cross with the support whatever happens, and stays.</summary>
    Grumbler = 18,

    /// <summary>Before leaving for good looks around less and less, buys fewer things at a time, and turns cross.</summary>
    SilentLeaver = 19,
}
