namespace Kmen.Workspace.Configuration.Reading;

/// <summary>What persons may be reached for, and by what right.</summary>
static class PurposeSection
{
    static readonly (string, LegalBasis)[] Bases =
    [
        ("consent", LegalBasis.Consent), ("contract", LegalBasis.Contract), ("legitimate_interest", LegalBasis.LegitimateInterest),
        ("analysis", LegalBasis.Analysis),
    ];

    public static IReadOnlyDictionary<string, PurposeConfiguration> Read(YamlSection file) =>
        file.Named(
                "purposes", required: false, null,
                (name, section) => new PurposeConfiguration(name, section.Choice("legal_basis", Bases, required: true) ?? LegalBasis.Consent))
            .ToDictionary(purpose => purpose.Name);
}
