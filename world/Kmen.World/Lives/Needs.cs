namespace Kmen.World.Lives;

/// <summary>How needs are numbered within a person, so that ids stay unique and do not depend on how far the life was followed.</summary>
internal static class Needs
{
    /// <summary>Needs woken by a mailing: this and the mailing's number.</summary>
    public const int FromMailing = 1 << 20;

    /// <summary>Visits without a need: this and their number.</summary>
    public const int Idle = 1 << 21;

    /// <summary>Needs woken by a message that reached the person through a channel: this and the message's number.</summary>
    public const int FromMessage = 1 << 22;

    /// <summary>The longest time from a need to its order, in days.</summary>
    public const int Longest = 100;

    /// <summary>The longest time from an order to what follows from it: a return, a question, a review; in days.</summary>
    public const int Aftermath = 35;
}
