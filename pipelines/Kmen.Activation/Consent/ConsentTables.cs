using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Activation.Consent;

/// <summary>Makes the consents of this moment ready in a session.</summary>
internal static class ConsentTables
{
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

    /// <summary>The attached catalogue that holds a publication with identities: <c>published</c> during a sync, <c>previous</c> before a build.</summary>
    internal static string? Publication(IWarehouseSession session) => Candidates.FirstOrDefault(catalog =>
    {
        var tables = session.Tables(catalog).Select(table => table.FullName).ToHashSet();
        return tables.Contains("identity.identifiers") && tables.Contains("identity.person_records") && tables.Contains("identity.successor");
    });
}
