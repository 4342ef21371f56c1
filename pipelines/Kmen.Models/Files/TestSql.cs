using System.Globalization;
using Kmen.Models.Testing;
using Kmen.Warehouse;

namespace Kmen.Models.Files;

/// <summary>The queries of each kind of test.</summary>
internal static class TestSql
{
    /// <summary>A shift of distribution above this is called large by those who use the population stability index.</summary>
    internal const decimal StandardShift = 0.25m;

    internal static ModelTest NotNull(string column, TestSeverity severity) => ByRow("not_null", column, $"{SqlText.Name(column)} is null", severity);

    internal static ModelTest Expression(string condition, TestSeverity severity) => ByRow("expression", null, $"({condition}\n) is not true", severity);

    internal static ModelTest AcceptedValues(string column, IReadOnlyList<string> values, TestSeverity severity) => ByRow(
        "accepted_values", column,
        $"{SqlText.Name(column)} is not null and {SqlText.Name(column)}::varchar not in ({string.Join(", ", values.Select(SqlText.Text))})", severity);

    internal static ModelTest? AcceptedRange(string column, string? min, string? max, TestSeverity severity)
    {
        var bounds = new[] { ("<", min), (">", max) }.Where(bound => bound.Item2 is not null)
            .Select(bound => $"{SqlText.Name(column)} {bound.Item1} {bound.Item2}").ToList();
        return bounds.Count == 0 ? null : ByRow("accepted_range", column, string.Join(" or ", bounds), severity);
    }

    internal static ModelTest Unique(IReadOnlyList<string> columns, TestSeverity severity)
    {
        var key = string.Join(", ", columns.Select(SqlText.Name));
        string Equal(string one, string other) => string.Join(" and ", columns.Select(column => $"{one}.{SqlText.Name(column)} is not distinct from {other}.{SqlText.Name(column)}"));
        string Repeated(string table) => $"select {key}, count(*) as copies from {table} group by {key} having count(*) > 1";
        string Copies(string table) => $"select coalesce(sum(copies), 0)::bigint from ({Repeated(table)}) repeated";
        var repeated = Repeated(ModelTest.Table);
        return new ModelTest("unique", string.Join(", ", columns), severity)
        {
            Columns = columns,
            Count = Copies(ModelTest.Table),
            CountAmong = Copies($"(select tested.* from {ModelTest.Table} tested semi join {ModelTest.New} came on {Equal("came", "tested")})"),
            Rows = $"select tested.* from {ModelTest.Table} tested join ({repeated}) repeated on {Equal("repeated", "tested")}"
                + $" order by {string.Join(", ", columns.Select(column => "tested." + SqlText.Name(column)))}",
        };
    }

    internal static ModelTest Relationships(string column, string to, string? field, TestSeverity severity)
    {
        var (child, parent) = (SqlText.Name(column), SqlText.Name(field ?? column));
        string Orphans(string table) =>
            $"select child.* from {table} child where child.{child} is not null and not exists (select 1 from {SqlText.Names(to.Split('.'))} parent where parent.{parent} = child.{child})";

        // Where none failed before: all rows whose parent is gone, and the rows that came without one.
        var among = $"""
            with gone as materialized (
                select distinct changed.{parent} from {ModelTest.Parents} changed
                where changed.{parent} is not null and not exists (select 1 from {SqlText.Names(to.Split('.'))} parent where parent.{parent} = changed.{parent}))
            select (select count(*) from {ModelTest.Table} tested where tested.{child} in (select {parent} from gone))
                + (select count(*) from ({Orphans(ModelTest.New)}) came where came.{child} not in (select {parent} from gone))
            """;
        return Counted("relationships", column, severity, Orphans(ModelTest.Table)) with { Reads = to.ToLowerInvariant(), CountAmong = among };
    }

    internal static ModelTest RowCount(string? min, string? max, TestSeverity severity)
    {
        var condition = $"count(*) < {min ?? "0"}{(max is null ? "" : $" or count(*) > {max}")}";
        return new ModelTest("row_count", null, severity)
        {
            Count = $"select case when {condition} then greatest(count(*), 1) else 0 end from {ModelTest.Table}",
            Rows = $"select count(*) as rows from {ModelTest.Table}",
            Detail = $"select 'the table has ' || count(*) || ' rows' from {ModelTest.Table}",
        };
    }

    internal static ModelTest SameRowCount(string other, decimal tolerance, TestSeverity severity)
    {
        var share = tolerance.ToString(CultureInfo.InvariantCulture);
        var counts = $"select (select count(*) from {ModelTest.Table}) as rows, (select count(*) from {SqlText.Names(other.Split('.'))}) as rows_there";
        return new ModelTest("row_count", null, severity)
        {
            Count = $"select case when abs(rows - rows_there) > {share} * rows_there then abs(rows - rows_there) else 0 end from ({counts}) counts",
            Rows = counts,
            Detail = $"select 'the table has ' || rows || {SqlText.Text($" rows, {other} ")} || rows_there from ({counts}) counts",
            Reads = other.ToLowerInvariant(),
        };
    }

    /// <summary>Whether the newest row is older than a length of time before the run's moment; an empty table is not fresh.</summary>
    internal static ModelTest Freshness(string column, string interval, TestSeverity severity)
    {
        var newest = $"select max({SqlText.Name(column)}) as newest from {ModelTest.Table}";
        return new ModelTest("freshness", column, severity)
        {
            Count = $"select case when newest >= {ModelTest.AsOf} - {interval} then 0 else 1 end from ({newest}) newest",
            Rows = newest,
            Detail = $"select coalesce('the newest row is of ' || newest || ', the run looks at it at ' || {ModelTest.AsOf}, 'there is no row') from ({newest}) newest",
            MovesWithTheClock = true,
        };
    }

    /// <summary>
    /// The population stability index of a column against the last publication: values as they are where there are few, tenths of yesterday's
    /// values where they are numbers or moments. One failing row means a shift above the limit; without a publication there is none.
    /// </summary>
    internal static ModelTest Distribution(string column, decimal maximum, TestSeverity severity)
    {
        var name = SqlText.Name(column);
        var limit = maximum.ToString(CultureInfo.InvariantCulture);
        var shift = $"""
            with bounds as (
                select count(distinct {name}) > 50 and try_cast(min({name})::varchar as double) is not null as is_number,
                    quantile_disc(try_cast({name}::varchar as double), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) as tenths
                from {ModelTest.Previous}
            ), bucket as (
                select 'before' as night, case when is_number then len(list_filter(tenths, t -> t < try_cast({name}::varchar as double)))::varchar else {name}::varchar end as part
                from {ModelTest.Previous}, bounds
                union all
                select 'now', case when is_number then len(list_filter(tenths, t -> t < try_cast({name}::varchar as double)))::varchar else {name}::varchar end
                from {ModelTest.Table}, bounds
            ), share as (
                select part,
                    greatest(count(*) filter (where night = 'before') / nullif(sum(count(*) filter (where night = 'before')) over (), 0), 0.0001) as before,
                    greatest(count(*) filter (where night = 'now') / nullif(sum(count(*) filter (where night = 'now')) over (), 0), 0.0001) as now
                from bucket group by part
            )
            """;
        return new ModelTest("distribution", column, severity)
        {
            Count = $"{shift} select case when sum((now - before) * ln(now / before)) > {limit} then 1 else 0 end from share",
            Detail = $"{shift} select 'its shift is ' || round(sum((now - before) * ln(now / before)), 3) || ', the limit {limit}' from share",
            Rows = $"{shift} select part, before, now, (now - before) * ln(now / before) as shift from share order by shift desc",
        };
    }

    static ModelTest ByRow(string kind, string? column, string condition, TestSeverity severity) =>
        Counted(kind, column, severity, $"select * from {ModelTest.Table} where {condition}") with { Condition = condition };

    static ModelTest Counted(string kind, string? column, TestSeverity severity, string rows) =>
        new(kind, column, severity) { Count = $"select count(*) from ({rows}\n) failing", Rows = rows };
}
