using Kmen.Models.Building;
using Kmen.Warehouse;

namespace Kmen.Identity;

/// <summary>
/// The records that must be resolved again, from the changed rows of records and edges. Resolving these alone gives what resolving all would, because before tonight every connected component was one person, and
/// every person one component:
/// <list type="bullet">
/// <item><c>touched</c> are the records of changed rows, and the ends of changed edges. A record that was not there before is touched, and so is a record whose edges changed.</item>
/// <item><c>reached</c> are these and their neighbours of tonight: an edge may have waited for a record that is there only now, and has not changed itself.</item>
/// <item><c>reached_id</c> holds the old ids of the reached; that of a record that lived is its person, that of one that was gone may live elsewhere meanwhile.</item>
/// <item><c>affected</c> are the touched, and all that belonged to a person with such an id.</item>
/// </list>
/// No edge leaves the affected: its other end would be touched, or be of the same person as an affected record and so be affected itself. All records with an old id that occurs among them are affected: one that
/// lived belonged to that person, one that did not is touched. So clusters, claims, events, and the order of new ids are those of all records; any other person is the unchanged component that it was.
/// </summary>
internal static class AffectedRecords
{
    /// <summary>Makes the temporary tables <c>touched</c>, <c>reached</c>, <c>reached_id</c>, <c>open_record</c>, <c>known_id</c> and <c>affected</c>.</summary>
    /// <param name="context">The build; the candidate holds the tables of the last publication.</param>
    /// <param name="step">The step, planned as an increment.</param>
    /// <returns>The scope; null where the changes are not known, or are so many that resolving all is cheaper.</returns>
    internal static Scope? Find(BuildContext context, IBuildStep step)
    {
        var (records, edges) = (context.ChangedRows(step, IdentityStep.Records), "");
        if (step.Inputs.Contains(IdentityStep.Edges))
        {
            edges = context.ChangedRows(step, IdentityStep.Edges);
        }

        if (records is null || edges is null)
        {
            return null;
        }

        var session = context.Session;
        var most = context.LargestShare * session.Scalar<long>("select count(*) from identity.person_records", cancellation: context.Cancellation);
        session.Execute(Touched(records, edges), cancellation: context.Cancellation);
        if (session.Scalar<long>("select count(*) from touched") > most)
        {
            return null;
        }

        session.Execute(Reached(step.Inputs.Contains(IdentityStep.Edges)), cancellation: context.Cancellation);
        return session.Scalar<long>("select count(*) from affected") > most
            ? null
            : new Scope(
                "(select records.* from identity.records records semi join affected on affected.source = records.source::varchar and affected.record_id = records.record_id::varchar)",
                "open_record", "known_id");
    }

    static string Touched(string records, string edges)
    {
        var keys = new List<string>();
        if (records.Length > 0)
        {
            keys.Add($"select source, record_id from ({records}) records");
        }

        if (edges.Length > 0)
        {
            keys.Add($"select left_source as source, left_record_id as record_id from ({edges}) edges");
            keys.Add($"select right_source as source, right_record_id as record_id from ({edges}) edges");
        }

        return keys.Count == 0
            ? "create or replace temp table touched (source varchar, record_id varchar)"
            : $"""
              create or replace temp table touched as
              select distinct source::varchar as source, record_id::varchar as record_id
              from ({string.Join(" union all ", keys)}) keys where source is not null and record_id is not null
              """;
    }

    static string Reached(bool hasEdges) =>
        $"""
        create or replace temp table reached as
        select source, record_id from touched
        {(hasEdges ? $"union {Neighbours("left", "right")} union {Neighbours("right", "left")}" : "")};

        create or replace temp table reached_id as
        select source, record_id, old_id
        from {Scope.OldIds("(select persons.* from state.registry.record_person persons semi join reached on reached.source = persons.source and reached.record_id = persons.record_id)")} old;

        create or replace temp table open_record as
        select source, record_id, person_id, first_seen_at from identity.person_records records semi join reached_id on reached_id.old_id = records.person_id;

        create or replace temp table known_id as
        select source, record_id, person_id as old_id from open_record union select source, record_id, old_id from reached_id;

        create or replace temp table affected as
        select source, record_id from open_record union select source, record_id from touched;
        """;

    static string Neighbours(string near, string far) =>
        $"""
        select edges.{far}_source::varchar, edges.{far}_record_id::varchar from identity.edges edges
        semi join touched on touched.source = edges.{near}_source::varchar and touched.record_id = edges.{near}_record_id::varchar
        """;
}
