namespace Kmen.Workspace.Configuration;

/// <summary>What makes a purpose lawful.</summary>
public enum LegalBasis
{
    /// <summary>Only with a statement of consent.</summary>
    Consent,

    /// <summary>Needed for a contract: allowed until the person objects.</summary>
    Contract,

    /// <summary>Allowed until the person objects.</summary>
    LegitimateInterest,

    /// <summary>For analysis inside the warehouse: no channel takes it.</summary>
    Analysis,
}
