namespace Kmen.World.Exports;

/// <summary>What kind of record the truth is about.</summary>
internal enum IdentityKind
{
    Customer,
    Email,
    Phone,
    LoyaltyCard,
    Cookie,
    Install,
    Handle,
}
