using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Testing;

/// <summary>Runs the tests of built tables and the workspace's checks.</summary>
public static class ModelTesting
{
    /// <summary>Runs all tests of a model; the outcomes go to the build's list.</summary>
    /// <param name="context">The build.</param>
    /// <param name="model">The model.</param>
    /// <param name="table">The table that it made, as schema.name or catalog.schema.name.</param>
    /// <exception cref="KmenException">A test of severity error failed.</exception>
    public static void Run(BuildContext context, Model model, string table)
    {
        ArgumentNullException.ThrowIfNull(model);
        _ = Run(context, model, table, model.Tests, null);
    }

    /// <summary>What is wrong with tests as they are written, told over tables without rows.</summary>
    /// <param name="session">A session that finds these tables.</param>
    /// <param name="models">The models that have them.</param>
    /// <param name="isThere">Whether a table that a test reads beside the model's own is there.</param>
    /// <returns>The model and the error of each that the engine does not take.</returns>
    internal static IEnumerable<(Model Model, KmenException Error)> Faults(IWarehouseSession session, IEnumerable<Model> models, Func<string, bool> isThere)
    {
        var tests = models.SelectMany(model => model.Tests.Where(test => test.Reads is null || isThere(test.Reads)).Select(test => (Model: model, Test: test)));
        // Many at once, and only those that are refused one by one. What an expression names beside the table may be there in a run.
        return tests.Chunk(50).Where(some => Refusal(session, some) is not null).SelectMany(some => some)
            .Select(one => (one.Model, one.Test, Why: Refusal(session, [one]))).Where(one => one.Why is not null && !one.Why.Message.StartsWith("Table with name", StringComparison.Ordinal))
            .Select(one => (one.Model, Test: $"{one.Model.FullName}: {Named(one.Test.Kind, one.Test.Column)}", one.Test.Where, Why: SqlErrors.Told(one.Why!)))
            .Select(one => (one.Model, new KmenException($"{one.Test} cannot run: {one.Why.Message}", one.Where ?? new SourcePosition(one.Model.File), one.Why.WayOut)));
    }

    static WarehouseException? Refusal(IWarehouseSession session, IEnumerable<(Model Model, ModelTest Test)> tests)
    {
        var counts = tests.Select(one =>
        {
            var table = SqlText.Names(one.Model.Schema, one.Model.Name);
            return $"({ModelTest.Over(one.Test.Count, table, table, default)}\n)";
        });
        try
        {
            session.Execute("describe select " + string.Join(", ", counts));
            return null;
        }
        catch (WarehouseException e)
        {
            return e;
        }
    }

    /// <summary>Runs some tests of a model.</summary>
    /// <param name="context">The build.</param>
    /// <param name="model">The model.</param>
    /// <param name="table">The table that it made, as schema.name or catalog.schema.name.</param>
    /// <param name="tests">The tests.</param>
    /// <exception cref="KmenException">A test of severity error failed.</exception>
    public static void Run(BuildContext context, Model model, string table, IReadOnlyList<ModelTest> tests) => _ = Run(context, model, table, tests, null);

    /// <summary>Runs tests over the rows that changed, where the others are known to be as they were.</summary>
    /// <returns>The failing rows of each test.</returns>
    internal static IReadOnlyList<long> Run(BuildContext context, Model model, string table, IReadOnlyList<ModelTest> tests, ChangedTests? changed)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tests);
        if (tests.Count == 0)
        {
            return [];
        }

        var queries = new TestQueries(context, model, SqlText.Names(table.Split('.')), changed);
        IReadOnlyList<TestOutcome> outcomes = [.. Outcomes(context, queries, model, tests)];
        Finish(context, model, outcomes);
        return [.. outcomes.Select(outcome => outcome.FailingRows)];
    }

    /// <summary>Runs a check: a query that must return no row, or no more than its header allows.</summary>
    /// <param name="context">The build.</param>
    /// <param name="check">The check.</param>
    /// <returns>passed or warned.</returns>
    /// <exception cref="KmenException">It returned rows, or could not run.</exception>
    public static string Check(BuildContext context, Model check) => Check(context, check, null).Status;

    /// <summary>Judges the rows that a check returns.</summary>
    /// <param name="context">The build.</param>
    /// <param name="check">The check.</param>
    /// <param name="found">A query that gives these rows; null: the check's own text.</param>
    internal static (string Status, long Rows) Check(BuildContext context, Model check, string? found)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(check);
        const string Prefix = "select count(*) from (";
        try
        {
            var rows = context.Session.Scalar<long>(Prefix + (found ?? check.Sql) + "\n) failing", cancellation: context.Cancellation);
            var status = check.Bounds.Judge(rows, rows);
            var kept = status == "passed" ? null : FailingRows.Keep(context, check, "check", null, found ?? check.Sql);
            Finish(context, check, [new TestOutcome(check.File, "check", null, status, rows, null) { Kept = kept, Where = check.At(0) }]);
            return (status, rows);
        }
        catch (WarehouseException e)
        {
            context.Tests.Enqueue(new TestOutcome(check.File, "check", null, "error", 0, e.Message) { Where = check.At(0) });
            throw SqlErrors.In(e, check, Prefix.Length);
        }
    }

    /// <summary>All tests in one statement; where the engine refuses it, one by one, to find which it meant.</summary>
    static IEnumerable<TestOutcome> Outcomes(BuildContext context, TestQueries queries, Model model, IReadOnlyList<ModelTest> tests)
    {
        IReadOnlyList<long> counts;
        try
        {
            counts = queries.Count(tests);
        }
        catch (WarehouseException) when (tests.Count > 1 && !IsAborted(context.Session))
        {
            return tests.SelectMany(test => Outcomes(context, queries, model, [test]));
        }
        catch (WarehouseException e)
        {
            // An error over values ends the transaction, and no test can be tried alone: those are named that compare or compute.
            IReadOnlyList<ModelTest> suspects = [.. tests.Where(test => test.Kind is "expression" or "accepted_range" or "relationships")];
            var (message, wayOut) = SqlErrors.Told(e);
            return (suspects.Count == 0 ? tests : suspects).Select(test => new TestOutcome(model.FullName, test.Kind, test.Column, "error", 0, wayOut is null ? message : $"{message} {wayOut}") { Where = test.Where });
        }

        return tests.Select((test, index) =>
        {
            var status = test.Judge(counts[index + 1], counts[0]);
            return new TestOutcome(model.FullName, test.Kind, test.Column, status, counts[index + 1], status == "passed" || test.Detail is null ? null : queries.Text(test.Detail))
            {
                Where = test.Where,
                Kept = status == "passed" ? null : FailingRows.Keep(context, model, test.Kind, test.Column, queries.Of(test.Rows)),
            };
        });
    }

    static bool IsAborted(IWarehouseSession session)
    {
        try
        {
            session.Execute("select 1");
            return false;
        }
        catch (WarehouseException)
        {
            return true;
        }
    }

    static void Finish(BuildContext context, Model model, IReadOnlyList<TestOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            context.Tests.Enqueue(outcome);
            if (outcome.Status == "warned")
            {
                context.Run.Reporter.Warn($"{outcome.Model}: {Named(outcome)} warns of {Counted(outcome)}{(outcome.Message is null ? "" : ": " + outcome.Message)}.");
            }
        }

        var bad = outcomes.Where(outcome => outcome.IsBlocking).ToList();
        if (bad.Count > 0)
        {
            var kept = bad.Where(outcome => outcome.Kept is not null).Select(outcome => context.Run.Layout.Shown(outcome.Kept!)).ToList();
            throw new KmenException(
                $"{model.FullName}: " + string.Join("; ", bad.Select(outcome => outcome.Status == "error"
                    ? $"{Named(outcome)} could not run: {outcome.Message}"
                    : $"{Named(outcome)} fails for {Counted(outcome)}{(outcome.Message is null ? "" : ": " + outcome.Message)}")) + ".",
                bad[0].Where ?? new SourcePosition(model.File),
                (kept.Count == 0 ? "See ops.tests" : $"`kmen show {model.FullName} --failing` shows the rows, kept in {string.Join(", ", kept)}")
                + "; what depends on this table is skipped, and nothing is published.");
        }
    }

    static string Named(TestOutcome outcome) => outcome.Test == "check" ? "the check" : Named(outcome.Test, outcome.Column);

    static string Named(string kind, string? column) => $"test {kind}{(column is null ? "" : " of " + column)}";

    static string Counted(TestOutcome outcome) => string.Create(CultureInfo.InvariantCulture, $"{outcome.FailingRows:N0} {(outcome.FailingRows == 1 ? "row" : "rows")}");
}
