using Kmen.World.Reactions;

namespace Kmen.World.Lives;

/// <summary>What became of a message; 0 where a step was not taken.</summary>
/// <param name="Message">The message.</param>
/// <param name="DeliveredAt">When it arrived.</param>
/// <param name="BouncedAt">When it came back.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClickedAt">When its link was followed.</param>
/// <param name="UnsubscribedAt">When its link to unsubscribe was followed.</param>
/// <param name="Moves">It leads to an order that would not have been made.</param>
/// <param name="DrivesAway">The person leaves because of it.</param>
/// <param name="Loss">The probability with which each order of the days after it is not made, in ten thousandths.</param>
internal readonly record struct Reaction(
    Message Message, long DeliveredAt, long BouncedAt, long OpenedAt, long ClickedAt, long UnsubscribedAt, bool Moves, bool DrivesAway, int Loss);
