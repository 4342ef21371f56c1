namespace Kmen.World.Reactions;

/// <summary>The way a message came.</summary>
internal enum Channel
{
    Email,
    Sms,
    Call,
}
