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
}
