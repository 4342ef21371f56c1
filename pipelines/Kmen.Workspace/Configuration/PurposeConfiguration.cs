namespace Kmen.Workspace.Configuration;

/// <summary>A purpose of processing and what makes it lawful.</summary>
/// <param name="Name">Name, as consents and audiences write it.</param>
/// <param name="LegalBasis">consent, contract, legitimate_interest, or analysis (never leaves the warehouse).</param>
public sealed record PurposeConfiguration(string Name, LegalBasis LegalBasis);
