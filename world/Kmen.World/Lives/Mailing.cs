namespace Kmen.World.Lives;

/// <summary>A mailing that was sent to the person, and what became of it; 0 where a step was not taken.</summary>
internal readonly record struct Mailing(
    long SentAt, int Campaign, int Address, long DeliveredAt, long BouncedAt, long OpenedAt, long ClickedAt, long UnsubscribedAt)
{
    /// <summary>How long a purchase after a click counts for the mailing: seven days.</summary>
    public const long Window = 7 * 86_400;
}
