using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Planning;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Identity;

/// <summary>
/// Decides who is who: clusters the records of <c>identity.records</c> over <c>identity.edges</c>, gives clusters lasting ids, and makes
/// <c>identity.person_records</c>, <c>record_history</c>, <c>history</c>, <c>successor</c>, <c>record_as_of</c> and <c>marts.as_of</c>; where it is known which records and edges changed, of these
/// and of the persons that they can reach alone.
/// The registry is committed on its own: a night that fails later finds the same ids when it is run again.
/// </summary>
public sealed class IdentityStep(bool hasEdges) : IBuildStep
{
    internal const string Records = "identity.records";

    internal const string Edges = "identity.edges";

    /// <summary>The statement that shows the identity graph as of a publication, which keeps it as a table of records and one of moments.</summary>
    /// <param name="tables">The tables of the publication, as schema.name in lower case.</param>
    /// <returns>The statement, for a session whose catalogue has these tables; null where there is no graph.</returns>
    public static string? ShowPublished(IReadOnlySet<string> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return tables.Contains("identity.person_records") && tables.Contains("marts.as_of")
            ? "create or replace view identity.record_as_of as select (select max(as_of) from marts.as_of) as as_of, * from identity.person_records"
            : null;
    }

    /// <inheritdoc/>
    public string Name => "identity.person_records";

    /// <inheritdoc/>
    public string Kind => "identity";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = hasEdges ? [Records, Edges] : [Records];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } =
    [
        "identity.person_records", "identity.record_history", "identity.history", "identity.successor", "identity.record_as_of", "marts.as_of",
    ];

    /// <inheritdoc/>
    public string? IncrementSettings { get; } = hasEdges ? "records and edges" : "records";

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = context.Session;
        var affected = context.Plan?.Of(Name)?.Way == BuildWay.Increment ? AffectedRecords.Find(context, this) : null;
        var scope = affected ?? Scope.Everything;
        Graph.Read(session, scope, hasEdges, context.Cancellation);
        Clusters.Label(session, context.Cancellation);
        PersonIds.Assign(session, scope, context.Cancellation);
        PersonEvents.Find(session, scope, context.Run.AsOf, context.Cancellation);
        session.InTransaction(() =>
        {
            PersonEvents.Record(session, context.Run.AsOf, context.Run.RunId, context.Cancellation);
            Failpoint.Reached("identity.before-commit");
        });
        Failpoint.Reached("identity.after-commit");
        if (affected is null)
        {
            PersonTables.Make(context);
        }
        else
        {
            PersonTables.Change(context);
        }

        return Result(session, isIncrement: affected is not null);
    }

    static StepResult Result(IWarehouseSession session, bool isIncrement)
    {
        var resolved = isIncrement ? string.Create(CultureInfo.InvariantCulture, $"increment: {session.Scalar<long>("select count(*) from assigned"):N0} records; ") : "";
        return new StepResult(
            session.Scalar<long>("select count(*) from identity.person_records"),
            string.Create(CultureInfo.InvariantCulture, $"{resolved}{session.Scalar<long>("select count(*) from marts.as_of"):N0} persons; {Events(session)}"));
    }

    static string Events(IWarehouseSession session)
    {
        var counts = session.List(
            "select event, count(*) from event group by event order by event",
            row => string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(1):N0} {row.GetString(0)}"));
        return counts.Count == 0 ? "nothing happened to anyone" : string.Join(", ", counts);
    }
}
