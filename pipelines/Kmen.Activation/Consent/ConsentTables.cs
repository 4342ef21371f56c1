using System.Globalization;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Consent;

/// <summary>Makes the consents of this moment ready in a session.</summary>
internal static class ConsentTables
{
    /// <summary>With fewer members at all destinations together, it may be true that nobody consents any more.</summary>
    const long FewMembers = 20;

    static readonly string[] Candidates = ["published", "previous"];

    /// <summary>
    /// Fills the session's temporary tables. The publication is the catalogue whose identities bind addresses to persons; null where nothing was published yet.
    /// </summary>
    internal static void Prepare(IWarehouseSession session, RunContext context, string? publication, CancellationToken cancellation)
    {
        session.Execute(ConsentSql.Empty, null, cancellation);
        if (context.Workspace.Consents is not { } consents
            || !session.Tables("raw_store").Any(table => table.FullName.Equals("raw." + consents.Source, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        RefuseIfNothingGives(session, consents, cancellation);

        // A run for an earlier time sends nothing new, and must not take back what a later one was right to send.
        var sent = session.Scalar<DateTime?>("select max(as_of) from activation.batches", null, cancellation);
        var asOf = sent > context.AsOf ? sent.Value : context.AsOf;
        session.Execute(ConsentSql.FillGiven(consents, context.Workspace, asOf), null, cancellation);
        session.Execute(ConsentSql.FillWithdrawn(consents, context.Workspace), null, cancellation);
        if (publication is not null)
        {
            session.Execute(ConsentSql.FillWithdrawnPersons(publication, context.Workspace), null, cancellation);
        }
    }

    /// <summary>
    /// Where nobody at all gives consent, and yet members were sent to with it, the word for it is wrong, here or in the export. Every statement would count as a
    /// withdrawal, and everybody would be removed.
    /// </summary>
    static void RefuseIfNothingGives(IWarehouseSession session, ConsentConfiguration consents, CancellationToken cancellation)
    {
        var actions = session.List(
            ConsentSql.Actions(consents), row => (Action: row.GetString(0), Statements: row.GetInt64(1), IsGiven: row.GetBoolean(2)), null, cancellation);
        if (actions.Count == 0 || actions.Any(action => action.IsGiven)
            || session.Scalar<long>("select count(*) from activation.acknowledged", null, cancellation) < FewMembers)
        {
            return;
        }

        throw KmenException.Usage(
            $"No statement of the source {consents.Source} says {consents.Given} in {consents.Action}, the word that gives consent: everybody would be removed everywhere. Nothing was sent.",
            new SourcePosition("kmen.yml"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Said are: {string.Join(", ", actions.Take(5).Select(action => $"{action.Action} ({action.Statements:N0})"))}. Correct consents.given, or have the export corrected."));
    }

    /// <summary>The attached catalogue that holds a publication with identities: <c>published</c> during a sync, <c>previous</c> before a build.</summary>
    internal static string? Publication(IWarehouseSession session) => Candidates.FirstOrDefault(catalog =>
    {
        var tables = session.Tables(catalog).Select(table => table.FullName).ToHashSet();
        return tables.Contains("identity.identifiers") && tables.Contains("identity.person_records") && tables.Contains("identity.successor");
    });
}
