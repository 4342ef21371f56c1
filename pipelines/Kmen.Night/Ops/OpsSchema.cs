using Kmen.Warehouse;

namespace Kmen.Night.Ops;

/// <summary>The tables of what ran, in the kept database.</summary>
internal static class OpsSchema
{
    internal static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("ops", 1,
            """
            create schema ops;
            create table ops.runs (
                run_id varchar, sequence bigint, as_of timestamp, trigger varchar, target varchar, status varchar,
                started_at timestamp, finished_at timestamp, message varchar);
            create table ops.steps (
                run_id varchar, sequence bigint, step varchar, kind varchar, status varchar, started_at timestamp, duration_ms bigint,
                rows_affected bigint, message varchar);
            create table ops.tests (
                run_id varchar, model varchar, test varchar, column_name varchar, status varchar, failing_rows bigint, message varchar);
            """),
        new("ops", 2, "create table ops.table_rows (run_id varchar, as_of timestamp, table_name varchar, rows bigint)"),
    ];
}
