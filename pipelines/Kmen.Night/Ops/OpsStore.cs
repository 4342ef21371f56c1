using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Testing;
using Kmen.Night.Publishing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Night.Ops;

/// <summary>Records runs in the kept database.</summary>
internal sealed class OpsStore(IWarehouse warehouse)
{
    /// <summary>Nights whose row counts are kept: a year and some weeks.</summary>
    internal const int CountedNights = 400;

    static readonly string[] Uncounted = ["ops", "activation", "meta"];

    /// <summary>Marks runs that never ended as interrupted, and begins a new one.</summary>
    /// <returns>The new run's id: its number and as-of, sortable by start.</returns>
    internal string Begin(DateTime asOf, string trigger, string target, DateTime now)
    {
        using var session = warehouse.Open(Catalogs.State);
        var sequence = session.Scalar<long>("select coalesce(max(sequence), 0) + 1 from ops.runs");
        var runId = string.Create(CultureInfo.InvariantCulture, $"{sequence:D6}-{asOf:yyyyMMdd'T'HHmm}");
        session.InTransaction(() =>
        {
            session.Execute("update ops.runs set status = 'interrupted' where status = 'running'");
            session.Execute(
                "insert into ops.runs values ($1, $2, $3, $4, $5, 'running', $6, null, null)", [runId, sequence, asOf, trigger, target, now]);
            Failpoint.Reached("run.before-begin-commit");
        });
        Failpoint.Reached("run.after-begin-commit");
        return runId;
    }

    /// <summary>Ends a run with its steps and tests, and with the rows of the tables that it published, or null where it published nothing.</summary>
    internal void End(
        string runId, string status, string? message, DateTime now, IReadOnlyList<StepRow> steps, IEnumerable<TestOutcome> tests, PublicationInfo? published)
    {
        using var session = warehouse.Open(Catalogs.State);
        session.InTransaction(() =>
        {
            session.Execute("update ops.runs set status = $2, finished_at = $3, message = $4 where run_id = $1", [runId, status, now, message]);
            session.Append(Catalogs.State, "ops", "steps", steps.Select((step, index) => new object?[]
            {
                runId, (long)index + 1, step.Step, step.Kind, step.Status, step.StartedAt, step.DurationMs, step.Rows, step.Message,
            }));
            session.Append(Catalogs.State, "ops", "tests", tests.Select(test => new object?[]
            {
                runId, test.Model, test.Test, test.Column, test.Status, test.FailingRows, test.Message,
            }));
            if (published is not null)
            {
                Count(session, published);
            }

            Failpoint.Reached("run.before-end-commit");
        });
        Failpoint.Reached("run.after-end-commit");
    }

    /// <summary>Keeps how many rows the night's tables have; those of staging, which are not published, as the raw store knows them.</summary>
    static void Count(IWarehouseSession session, PublicationInfo published)
    {
        session.Append(Catalogs.State, "ops", "table_rows", published.Tables.Where(table => !Uncounted.Contains(table.Key[..table.Key.IndexOf('.', StringComparison.Ordinal)]))
            .OrderBy(table => table.Key, StringComparer.Ordinal).Select(table => new object?[] { published.RunId, published.AsOf, table.Key, table.Value }));
        session.Execute(
            $"""
            insert into {Catalogs.State}.ops.table_rows
            select $1, $2, model, rows from {Catalogs.Raw}.ops.models where kind not in ('view', 'check') order by model;
            """, [published.RunId, published.AsOf]);
        session.Execute(
            string.Create(CultureInfo.InvariantCulture,
                $"delete from ops.table_rows where run_id not in (select run_id from ops.table_rows group by run_id order by run_id desc limit {CountedNights})"));
    }

    /// <summary>The ids of the last runs, the one that goes on among them.</summary>
    internal IReadOnlySet<string> LastRuns(int count)
    {
        using var session = warehouse.Open(Catalogs.State);
        return session.List(
            string.Create(CultureInfo.InvariantCulture, $"select run_id from ops.runs order by sequence desc limit {count}"), row => row.GetString(0)).ToHashSet();
    }

    /// <summary>The latest as-of of a run that published, or null.</summary>
    internal DateTime? LastSucceeded()
    {
        using var session = warehouse.Open(Catalogs.State);
        return session.Scalar<DateTime?>("select max(as_of) from ops.runs where status = 'succeeded'");
    }
}
