using Kmen.Activation.Consent;
using Kmen.Activation.Journal;
using Kmen.Activation.Transport;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Delivery;

/// <summary>
/// Deals with the batches that an earlier run left without an outcome: they are sent again as they were, unless a member in them may not be sent any more.
/// Such a batch is given up, and its members count as perhaps there.
/// </summary>
internal sealed class Recovery(IWarehouseSession session, SendJournal journal, RunContext context)
{
    /// <summary>The open batches of a destination that may be sent again, by audience; the others are given up.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="transport">The way there.</param>
    /// <param name="publication">The catalogue that knows the persons' successors, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    internal ILookup<string, JournalBatch> Open(
        DestinationConfiguration destination, ITransport transport, string? publication, CancellationToken cancellation)
    {
        journal.Clean(destination.Name);
        var open = journal.Open(destination.Name);
        if (open.Count == 0)
        {
            return open.ToLookup(batch => batch.Audience);
        }

        var forbidden = session.List(Forbidden(publication), row => row.GetString(0), [destination.Name], cancellation).ToHashSet();
        forbidden.RemoveWhere(id => transport.HasArrived(open.First(batch => batch.Id == id)) == true);
        foreach (var audience in open.Where(batch => forbidden.Contains(batch.Id)).GroupBy(batch => batch.Audience))
        {
            journal.GiveUp(destination.Name, audience.Key, [.. audience.Select(batch => batch.Id)]);
        }

        return open.Where(batch => !forbidden.Contains(batch.Id)).ToLookup(batch => batch.Audience);
    }

    string Forbidden(string? publication)
    {
        var withoutConsent = context.Workspace.Purposes.Values.Where(purpose => purpose.LegalBasis is LegalBasis.Contract or LegalBasis.LegitimateInterest)
            .Select(purpose => SqlText.Text(purpose.Name.ToLowerInvariant())).ToList();
        var needsGiven = withoutConsent.Count == 0 ? "true" : $"m.purpose not in ({string.Join(", ", withoutConsent)})";
        return $"""
            with members as (
                select b.batch_id, r.address, lower(b.purpose) as purpose, lower(b.channel) as channel, try_cast(r.external_id as bigint) as person_id
                from activation.batches b
                join activation.batch_rows r on r.destination = b.destination and r.audience = b.audience
                    and r.row_number between b.first_row and b.first_row + b.row_count - 1
                where b.destination = $1 and b.status in ('sending', 'unknown') and r.operation = 'upsert'
            ),
            persons as (
                select m.* exclude (person_id), {(publication is null ? "m.person_id" : "coalesce(s.person_id, m.person_id)")} as person_id
                from members m
                {(publication is null ? "" : $"left join {publication}.identity.successor s on s.old_id = m.person_id")}
            )
            select distinct m.batch_id
            from persons m
            {ConsentSql.JoinStatements("m.address", "m.purpose", "m.channel")}
            {ConsentSql.JoinPersons("m.person_id", "m.purpose", "m.channel")}
            where not {ConsentSql.IsAllowed("m.address", needsGiven)}
            """;
    }
}
