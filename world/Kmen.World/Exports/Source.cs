namespace Kmen.World.Exports;

/// <summary>The files that are made.</summary>
internal enum Source
{
    Customers,
    Orders,
    OrderLines,
    WebEvents,
    EmailEvents,
    Consents,
    CampaignResults,
    AppEvents,
    ShopReceipts,
    Returns,
    Reviews,
    SupportTickets,
    SocialEngagement,
    LoyaltyCards,
    EmailBounces,
    BankCapacity,
    TravelWishes,
    TravelStays,
    Payments,

    // Of places and products, not of persons.
    Weather,
    Prices,
    StockChanges,
    PostcodeStatistics,

    // The truth.
    Identities,
    Persons,
    Households,
    Traits,
    PatternMembers,
    Churn,
    NextPurchases,
    Effects,
    BestPolicy,
    Messages,

    // Last, because what is spoilt is known when all else is written.
    Faults,
}
