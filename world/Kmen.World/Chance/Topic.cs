namespace Kmen.World.Chance;

/// <summary>What a draw is about. The numbers are part of the world: changing one changes every world.</summary>
internal enum Topic
{
    Arrival = 1,
    Household = 2,
    Person = 3,
    Traits = 4,
    Changes = 5,
    Account = 6,
    Email = 7,
    Phone = 8,
    Consent = 9,
    Campaign = 10,
    Reaction = 11,
    NeedGap = 12,
    Need = 13,
    Idle = 14,
    IdleGap = 15,
    Session = 16,
    Basket = 17,
    Order = 18,
    Cookie = 19,
    Catalogue = 20,
    Price = 21,
    Sale = 22,
    Writing = 23,
    Mood = 24,
}
