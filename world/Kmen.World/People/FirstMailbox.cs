namespace Kmen.World.People;

/// <summary>What the address is that somebody gave first.</summary>
internal enum FirstMailbox
{
    Own,

    /// <summary>Made for the day, read no longer after it.</summary>
    ThrowAway,

    /// <summary>With a slip in the domain, so that there is no such mailbox.</summary>
    Mistyped,
}
