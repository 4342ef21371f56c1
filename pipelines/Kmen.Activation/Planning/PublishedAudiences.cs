using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Planning;

/// <summary>What the publication says about audiences, and what may be sent of it where.</summary>
internal sealed class PublishedAudiences
{
    readonly WorkspaceConfiguration workspace;
    readonly Dictionary<string, (string? Purpose, string? Channel)> definitions;
    readonly Dictionary<string, long> proofs;
    readonly Dictionary<string, string> personColumns;

    internal PublishedAudiences(IWarehouseSession session, WorkspaceConfiguration workspace, CancellationToken cancellation)
    {
        this.workspace = workspace;
        definitions = session.List(
            "select audience, purpose, channel from published.audiences.definition order by audience",
            row => (row.GetString(0), row.Text(1), row.Text(2)), null, cancellation).ToDictionary(row => row.Item1, row => (row.Item2, row.Item3));
        proofs = session.List(
            "select audience, cast(sum(members_without_consent) as bigint) from published.audiences.consent_proof group by audience order by audience",
            row => (row.GetString(0), row.GetInt64(1)), null, cancellation).ToDictionary(row => row.Item1, row => row.Item2);
        personColumns = session.List(
            "select column_name, column_type from (describe published.marts.person)",
            row => (row.GetString(0), row.GetString(1)), null, cancellation).ToDictionary(row => row.Item1, row => row.Item2);
    }

    /// <summary>The plans of a destination, the audiences that it no longer receives last.</summary>
    /// <exception cref="KmenException">The configuration asks for what may not be sent there.</exception>
    internal IReadOnlyList<AudiencePlan> Of(DestinationConfiguration destination, IReadOnlyList<string> acknowledged)
    {
        var fields = FieldSql.Json(destination, personColumns);
        return
        [
            .. destination.Audiences.Select(audience => Checked(destination, audience, fields)),
            .. acknowledged.Except(destination.Audiences).Select(
                audience => new AudiencePlan(destination, audience, "", false, fields, 0) { IsDropped = true }),
        ];
    }

    /// <summary>Whether the independent proof found members without consent.</summary>
    internal bool IsUnproven(string audience) => proofs.GetValueOrDefault(audience) > 0;

    AudiencePlan Checked(DestinationConfiguration destination, string audience, string fields)
    {
        if (!definitions.TryGetValue(audience, out var definition))
        {
            throw Wrong(
                destination, $"receives the audience {audience}, which the publication does not have.",
                NearestNames.Question(audience, definitions.Keys) ?? $"Audiences there: {string.Join(", ", definitions.Keys)}.");
        }

        if (definition.Purpose is null || !workspace.Purposes.TryGetValue(definition.Purpose, out var purpose))
        {
            throw Wrong(
                destination, $"receives the audience {audience}, whose purpose {definition.Purpose ?? "(none)"} is not declared.",
                $"Declare it under purposes in kmen.yml, or give sql/audiences/{audience}.sql one of: {string.Join(", ", workspace.Purposes.Keys)}.");
        }

        if (purpose.LegalBasis == LegalBasis.Analysis)
        {
            throw Wrong(
                destination, $"receives the audience {audience}, whose purpose {purpose.Name} is analysis: it never leaves the warehouse.",
                $"Take {audience} out of destinations.{destination.Name}.audiences, or give the audience a purpose that people consented to.");
        }

        if (definition.Channel != destination.Channel)
        {
            throw Wrong(
                destination, $"takes addresses of the channel {destination.Channel}, and the audience {audience} is of {definition.Channel ?? "no channel"}.",
                $"Send {audience} to a destination of its channel, or change the channel in the header of sql/audiences/{audience}.sql.");
        }

        if (purpose.LegalBasis == LegalBasis.Consent && workspace.Consents is null)
        {
            throw Wrong(
                destination, $"receives the audience {audience}, whose purpose {purpose.Name} needs consent, and kmen.yml names no consents.",
                "Add a section consents that says where they are stated.");
        }

        return new AudiencePlan(
            destination, audience, purpose.Name, purpose.LegalBasis == LegalBasis.Consent, fields,
            proofs.TryGetValue(audience, out var without) ? without : null);
    }

    static KmenException Wrong(DestinationConfiguration destination, string what, string wayOut) =>
        KmenException.Usage($"destinations.{destination.Name} {what}", destination.Position, wayOut);
}
