using Kmen.Warehouse;

namespace Kmen.Audiences;

/// <summary>What the tables of audiences hold.</summary>
internal static class AudienceComments
{
    internal static TableComment Membership { get; } = new(
        "audiences.membership", "One row a stay of a person in an audience; left_at is null while the person is inside.",
        [
            ("audience", "Name of the audience."),
            ("person_id", "The person."),
            ("entered_at", "As-of of the night that first found the person inside, UTC."),
            ("left_at", "As-of of the night that no longer did, UTC; null while the person is inside."),
            ("reason", "Why the person is inside, in words of the author of the audience."),
            ("address_type", "Kind of the address that the consent holds for, such as email; null for analysis."),
            ("address", "The address that the consent holds for; null for analysis."),
        ]);

    internal static TableComment Definition { get; } = new(
        "audiences.definition", "One row an audience: what it is for.",
        [
            ("audience", "Name of the audience."),
            ("purpose", "The purpose that the audience states."),
            ("channel", "The channel that it is reached on; null for analysis."),
            ("description", "What it holds, as its header says."),
        ]);

    internal static TableComment Consent { get; } = new(
        "audiences.consent", "One row an address, purpose and channel: whether consent is valid, or withdrawn, as of the run.",
        [
            ("address_type", "Kind of the address, such as email."),
            ("address", "The address, normalised."),
            ("purpose", "The purpose that was spoken of."),
            ("channel", "The channel that was spoken of."),
            ("is_valid", "Whether consent was given and not withdrawn since."),
            ("is_withdrawn", "Whether the last word is a withdrawal."),
            ("stated_at", "Moment of the last statement, UTC."),
        ]);

    internal static TableComment ConsentProof { get; } = new(
        "audiences.consent_proof", "One row an audience: members, and members without consent by the raw statements.",
        [
            ("audience", "Name of the audience."),
            ("purpose", "The purpose that the audience states."),
            ("channel", "The channel that it is reached on; null for analysis."),
            ("members", "Persons inside."),
            ("members_without_consent", "Those of them whom the raw statements do not allow: 0 in everything that is published."),
        ]);
}
