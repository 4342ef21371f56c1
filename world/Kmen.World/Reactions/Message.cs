namespace Kmen.World.Reactions;

/// <summary>A message that reached a person through a channel.</summary>
/// <param name="Person">Whose address it went to.</param>
/// <param name="Number">Among the person's, from 0.</param>
/// <param name="SentAt">When it was sent, in seconds of the Unix epoch.</param>
/// <param name="Treatment">What it is to the person.</param>
/// <param name="Channel">The way.</param>
/// <param name="Address">Which of the person's addresses.</param>
/// <param name="Campaign">What the sender calls it.</param>
internal sealed record Message(int Person, int Number, long SentAt, Treatment Treatment, Channel Channel, int Address, string Campaign);
