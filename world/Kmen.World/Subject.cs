namespace Kmen.World;

/// <summary>What an id names.</summary>
internal enum Subject
{
    Order = 1,
    Event = 2,
    Mail = 3,
    Statement = 4,
    Result = 5,
    Cookie = 6,
    Install = 7,
    Return = 8,
    Review = 9,
    Ticket = 10,
    Engagement = 11,
    Wish = 12,
    Stay = 13,
    Bounce = 14,
    Payment = 15,
}
