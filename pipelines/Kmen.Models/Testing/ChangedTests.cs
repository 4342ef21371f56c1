using System.Text.RegularExpressions;
using Kmen.Models.Building;
using Kmen.Models.Planning;

namespace Kmen.Models.Testing;

/// <summary>
/// What is known where an increment replaced some rows of a table: then tests that one row decides look at these rows only, and tests of keys at the keys of these rows. The number of
/// failing rows is the same as over the whole table.
/// </summary>
internal sealed partial class ChangedTests
{
    readonly BuildContext context;
    readonly StepPlan plan;

    ChangedTests(BuildContext context, StepPlan plan, RowChanges rows)
    {
        this.context = context;
        this.plan = plan;
        Rows = rows;
    }

    /// <summary>The rows that came and went.</summary>
    internal RowChanges Rows { get; }

    /// <summary>What is known; null where all tests must look at the whole table.</summary>
    internal static ChangedTests? Of(BuildContext context, StepPlan? plan, RowChanges? rows) =>
        rows is null || plan?.Before is not { Failing: not null } before || before.Header != plan.Header || context.Functions is null ? null : new ChangedTests(context, plan, rows);

    /// <summary>How many rows failed a test before, by its place; null where that is not known.</summary>
    internal long? Before(int place) => place >= 0 && place < plan.Before!.Failing!.Count ? plan.Before.Failing[place] : null;

    /// <summary>Whether a condition says the same of a row tonight as it did before, whatever the other rows are.</summary>
    internal bool IsOfOneRow(string condition) =>
        !condition.Contains(ModelTest.AsOf, StringComparison.Ordinal) && !condition.Contains(ModelTest.Previous, StringComparison.Ordinal)
        && !Word().Matches(condition).Select(word => word.Value).Any(word => word.Equals("select", StringComparison.OrdinalIgnoreCase) || context.Functions!.Changing.Contains(word));

    /// <summary>
    /// The changed rows of the other table that a test reads, as a query; empty where there are none, null where they are not known. Nothing is compared for it: tests run in the transaction of
    /// their table, which may write no other database.
    /// </summary>
    internal string? ChangedParents(string table)
    {
        var was = plan.Before!.Inputs.GetValueOrDefault(table);
        return was is null ? null
            : was == context.Plan!.Versions.GetValueOrDefault(table) ? ChangeBook.None
            : table.StartsWith("raw.", StringComparison.Ordinal) ? null : context.Changes!.Known(context, table, was);
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
