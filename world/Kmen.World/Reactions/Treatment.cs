namespace Kmen.World.Reactions;

/// <summary>What a message is to the person whom it reaches. The numbers are part of the world.</summary>
internal enum Treatment
{
    /// <summary>News as any other: what an audience without a treatment of its own is taken for.</summary>
    Newsletter = 0,
    Reminder = 1,
    Discount = 2,
    SocialProof = 3,
    RetentionOffer = 4,
    SupportCall = 5,
    WelcomeSeries = 6,
    NameDayGreeting = 7,
}
