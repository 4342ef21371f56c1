namespace Kmen.World.Lives;

/// <summary>A statement of consent about an address.</summary>
/// <param name="At">When it was stated.</param>
/// <param name="Purpose">What for.</param>
/// <param name="IsPhone">About a phone number, otherwise about an e-mail.</param>
/// <param name="Address">Which of the person's addresses.</param>
/// <param name="IsGiven">Given, otherwise withdrawn.</param>
/// <param name="Cause">Unique within the person.</param>
internal readonly record struct Statement(long At, Purpose Purpose, bool IsPhone, int Address, bool IsGiven, int Cause);
