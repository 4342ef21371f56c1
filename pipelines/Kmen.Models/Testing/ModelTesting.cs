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
    /// <param name="table">The table that it made, as schema.name.</param>
    /// <exception cref="KmenException">A test of severity error failed.</exception>
    public static void Run(BuildContext context, Model model, string table)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        var target = SqlText.Names(table.Split('.'));
        Finish(context, model, [.. model.Tests.Select(test => Run(context, model, test, target))]);
    }

    /// <summary>Runs a check: a query that must return no row.</summary>
    /// <param name="context">The build.</param>
    /// <param name="check">The check.</param>
    /// <exception cref="KmenException">It returned rows, or could not run.</exception>
    public static void Check(BuildContext context, Model check)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(check);
        const string Prefix = "select count(*) from (";
        try
        {
            var rows = context.Session.Scalar<long>(Prefix + check.Sql + "\n) failing", cancellation: context.Cancellation);
            Finish(context, check, [new TestOutcome(check.File, "check", null, rows == 0 ? "passed" : "failed", rows, null)]);
        }
        catch (WarehouseException e)
        {
            context.Tests.Enqueue(new TestOutcome(check.File, "check", null, "error", 0, e.Message));
            throw SqlErrors.In(e, check, Prefix.Length);
        }
    }

    static TestOutcome Run(BuildContext context, Model model, ModelTest test, string target)
    {
        try
        {
            var rows = context.Session.Scalar<long>(
                test.FailingRows.Replace("{0}", target, StringComparison.Ordinal), cancellation: context.Cancellation);
            var status = rows == 0 ? "passed" : test.Severity == TestSeverity.Warn ? "warned" : "failed";
            return new TestOutcome(model.FullName, test.Kind, test.Column, status, rows, null);
        }
        catch (WarehouseException e)
        {
            return new TestOutcome(model.FullName, test.Kind, test.Column, "error", 0, e.Message);
        }
    }

    static void Finish(BuildContext context, Model model, IReadOnlyList<TestOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            context.Tests.Enqueue(outcome);
            if (outcome.Status == "warned")
            {
                context.Run.Reporter.Warn($"{outcome.Model}: {outcome.Test} {outcome.Column} warns of {outcome.FailingRows:N0} rows.");
            }
        }

        var bad = outcomes.Where(outcome => outcome.IsBlocking).ToList();
        if (bad.Count > 0)
        {
            throw new KmenException(
                $"{model.FullName}: " + string.Join("; ", bad.Select(outcome => outcome.Message is null
                    ? $"test {outcome.Test}{(outcome.Column is null ? "" : " of " + outcome.Column)} fails for {outcome.FailingRows:N0} rows"
                    : $"test {outcome.Test}{(outcome.Column is null ? "" : " of " + outcome.Column)} could not run: {outcome.Message}")) + ".",
                new SourcePosition(model.File), "See ops.tests; what depends on this table is skipped, and nothing is published.");
        }
    }
}
