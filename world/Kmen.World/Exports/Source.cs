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

    // The truth.
    Identities,
    Persons,
}
