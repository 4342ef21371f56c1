using System.Globalization;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>
/// Keeps the history of a model's rows (a slowly changing dimension of type 2): each version of a row has <c>valid_from</c> and <c>valid_to</c>, null while it is valid. A version begins
/// when the row's own column says, or at the moment of the run that first saw it; a row that is gone ends at the run's moment. What runs as of the same moment or later recorded
/// is taken back first, so that a run may be repeated.
/// </summary>
internal sealed class SnapshotBuild(BuildContext context, Model model)
{
    const string Recorded = "recorded_as_of";
    /// <summary>The columns that a snapshot adds, each a timestamp.</summary>
    internal static readonly string[] OwnColumns = ["valid_from", "valid_to", Recorded];

    readonly IWarehouseSession session = context.Session;
    readonly string target = SqlText.Names(Catalogs.Build, model.Schema, model.Name);
    readonly string seen = SqlText.Names("temp", "main", "snapshot_seen");

    /// <summary>Writes the table anew from what is published and what the SELECT gives now.</summary>
    /// <returns>Rows of the table.</returns>
    internal long Run()
    {
        const string Prefix = "create or replace temp table snapshot_seen as ";
        try
        {
            session.Execute(Prefix + model.Sql, cancellation: context.Cancellation);
        }
        catch (WarehouseException e)
        {
            throw SqlErrors.In(e, model, Prefix.Length);
        }

        var columns = session.List($"describe {seen}", row => row.GetString(0));
        RequireKey(columns);
        var now = SqlText.Timestamp(context.Run.AsOf);
        var from = model.Snapshot!.UpdatedAt is { } updated ? $"s.{SqlText.Name(updated)}" : now;
        // A row that comes back may tell a time at which it was there before, or was gone: its new version begins now, and overlaps none.
        var begins = model.Snapshot.UpdatedAt is null ? now : $"case when l.{Recorded} is null and {from} <= ended.at then {now} else {from} end";
        var key = string.Join(", ", model.Grain.Select(SqlText.Name));
        var list = string.Join(", ", columns.Select(SqlText.Name));
        var before = Before(columns, now);
        session.Execute(
            $"""
            create or replace table {target} as
            with before as ({before}), living as (
                select * from before where valid_to is null
            ), ended as (
                select {key}, max(valid_to) as at from before group by {key}
            ), matched as (
                select {string.Join(", ", columns.Select(column => $"s.{SqlText.Name(column)}"))}, {begins} as begins,
                    l.{Recorded} is null as is_new, {Differs("s", "l", columns)} as is_other
                from {seen} s left join living l on {Same("s", "l")} left join ended on {Same("s", "ended")}
            )
            select {string.Join(", ", columns.Select(column => $"b.{SqlText.Name(column)}"))}, b.valid_from,
                case
                    when b.valid_to is not null then b.valid_to
                    when s.{SqlText.Name(model.Grain[0])} is null then greatest({now}, b.valid_from)
                    when {Differs("s", "b", columns)} then {from}
                end as valid_to, b.{Recorded}
            from before b left join {seen} s on {Same("s", "b")}
            union all
            select {list}, begins, null::timestamp, {now} from matched where is_new or is_other
            order by {key}, valid_from
            """, cancellation: context.Cancellation);
        session.Execute($"drop table {seen}");
        return session.Scalar<long>($"select count(*) from {target}");
    }

    /// <summary>The published versions without what this moment or a later one recorded; new columns are null there.</summary>
    string Before(IReadOnlyList<string> columns, string now)
    {
        var published = context.HasPrevious ? TableColumns.Of(session, Catalogs.Previous, model.FullName).Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) : [];
        if (!OwnColumns.All(published.Contains))
        {
            return $"select {string.Join(", ", columns.Select(SqlText.Name))}, null::timestamp as valid_from, null::timestamp as valid_to, null::timestamp as {Recorded} from {seen} limit 0";
        }

        var list = string.Join(", ", columns.Select(column => published.Contains(column) ? SqlText.Name(column) : $"null as {SqlText.Name(column)}"));
        var source = SqlText.Names(Catalogs.Previous, model.Schema, model.Name);
        return $"""
            select {list}, valid_from,
                case when valid_to is not null and exists (
                    select 1 from {source} later where {Same("later", "kept")} and later.valid_from = kept.valid_to and later.{Recorded} >= {now}) then null
                    when valid_to >= {now} then null else valid_to end as valid_to, {Recorded}
            from {source} kept where {Recorded} < {now}
            """;
    }

    string Differs(string a, string b, IReadOnlyList<string> columns)
    {
        if (model.Snapshot!.UpdatedAt is { } updated)
        {
            return $"coalesce({a}.{SqlText.Name(updated)} > {b}.valid_from, false)";
        }

        var compared = model.Snapshot.Compare.Count > 0 ? model.Snapshot.Compare : [.. columns.Where(column => !model.Grain.Contains(column, StringComparer.OrdinalIgnoreCase))];
        return "(" + string.Join(" or ", compared.Select(column => $"{a}.{SqlText.Name(column)} is distinct from {b}.{SqlText.Name(column)}")) + ")";
    }

    string Same(string a, string b) => string.Join(" and ", model.Grain.Select(column => $"{a}.{SqlText.Name(column)} = {b}.{SqlText.Name(column)}"));

    /// <summary>Holds a snapshot to the columns of its SELECT.</summary>
    /// <exception cref="KmenException">The header names one that is not made, or one is made that the snapshot adds.</exception>
    internal static void RequireColumns(Model model, IReadOnlyList<string> columns)
    {
        var named = model.Grain.Select(column => (Key: "grain", Column: column)).Concat(model.Snapshot!.Compare.Append(model.Snapshot.UpdatedAt).OfType<string>().Select(column => (Key: "snapshot", Column: column)));
        if (named.FirstOrDefault(one => !columns.Contains(one.Column, StringComparer.OrdinalIgnoreCase)) is { Column: { } missing } where)
        {
            throw KmenException.Usage(
                $"{model.FullName}: the header names the column {missing}, which the SELECT does not make.", HeaderReader.PlaceOf(model, where.Key), NearestNames.Question(missing, columns));
        }

        if (columns.FirstOrDefault(column => OwnColumns.Contains(column, StringComparer.OrdinalIgnoreCase)) is { } own)
        {
            throw KmenException.Usage($"{model.FullName}: the SELECT makes the column {own}, which the snapshot itself adds.", model.At(0), "Give it another name in the SELECT.");
        }
    }

    void RequireKey(IReadOnlyList<string> columns)
    {
        RequireColumns(model, columns);
        var key = string.Join(", ", model.Grain.Select(SqlText.Name));
        var missing = session.Scalar<long>($"select count(*) from {seen} where {string.Join(" or ", model.Grain.Select(column => SqlText.Name(column) + " is null"))}");
        var repeated = session.Scalar<long>($"select count(*) from (select 1 from {seen} group by {key} having count(*) > 1) repeated");
        if (missing + repeated > 0)
        {
            throw new KmenException(
                string.Create(CultureInfo.InvariantCulture, $"{model.FullName}: the key of a snapshot, {string.Join(", ", model.Grain)}, repeats for {repeated:N0} keys and is missing in {missing:N0} rows."),
                new SourcePosition(model.File), "One row a key: group by it, or number the rows and keep the first. The history is as it was.");
        }

        if (model.Snapshot!.UpdatedAt is { } time && session.Scalar<long>($"select count(*) from {seen} where {SqlText.Name(time)} is null") is > 0 and var untimed)
        {
            throw new KmenException(
                string.Create(CultureInfo.InvariantCulture, $"{model.FullName}: the time of a snapshot, {time}, is missing in {untimed:N0} rows, so that nothing says since when they are so."),
                new SourcePosition(model.File), "Give them a time, leave them out, or compare columns: snapshot: { compare: […] }. The history is as it was.");
        }
    }
}
