using System.Globalization;
using Kmen.Models.Files;
using Kmen.Models.Planning;
using Kmen.Models.State;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>
/// Builds a model by replacing the rows of touched keys. Where that is not possible, or would not be cheaper, it says why, and the model is built whole.
/// </summary>
internal sealed class KeyedBuild(BuildContext context, Model model, StepPlan plan)
{
    const int WideColumns = 6;

    readonly TouchedRows touched = new(context, model, plan);
    readonly IWarehouseSession session = context.Session;
    readonly string home = ModelStep.HomeOf(model);
    readonly string target = SqlText.Names(ModelStep.HomeOf(model), model.Schema, model.Name);

    /// <summary>Replaces the rows of touched keys.</summary>
    /// <param name="whole">Why the model must be built whole, where the result is null.</param>
    internal StepResult? Run(out string? whole)
    {
        var columns = TableColumns.Of(session, home, model.FullName);
        if (columns.Count == 0 || context.Changes is null || plan.Before is null)
        {
            whole = "there is no table of before";
            return null;
        }

        return TouchedRows.OrWhole((out string? why) => Prepared(columns, out why), out whole)?.Invoke();
    }

    /// <summary>Computes the rows of touched keys, old and new, and says what then is to be done; null where the model must be built whole.</summary>
    Func<StepResult>? Prepared(IReadOnlyList<(string Name, string Type)> columns, out string? whole)
    {
        if (!touched.Find(out whole))
        {
            return null;
        }

        if (touched.Count == 0)
        {
            return Same;
        }

        var rows = session.Scalar<long>($"select count(*) from {target}");
        var old = context.Changes!.NewTable();
        if (touched.IsMost(out whole, rows))
        {
            return null;
        }

        if (Old(old, columns.Count) > context.LargestShare * Math.Max(rows, 1))
        {
            whole = string.Create(CultureInfo.InvariantCulture, $"{touched.Count:N0} of its keys are touched, which is dearer key by key");
            return null;
        }

        var fresh = context.Changes.NewTable();
        touched.Compute(fresh);
        if (!columns.SequenceEqual(TableColumns.OfQuery(session, fresh)))
        {
            whole = "its columns changed";
            return null;
        }

        return () => Replace(old, fresh, rows);
    }

    /// <summary>
    /// Keeps the rows of touched keys as they are, so that the table is searched for them once. A wide table is asked by its key first: most keys of a day are new, and then its other columns
    /// need not be read (measured over 4 million lines: 0.1 s against 0.7 s).
    /// </summary>
    long Old(string old, int columns)
    {
        var found = $"from {target} t semi join {touched.Keys} k on {touched.Matches("t")}";
        var hasNone = columns > WideColumns * touched.Key.Count && session.Scalar<long>($"select count(*) {found}", cancellation: context.Cancellation) == 0;
        session.Execute($"create table {old} as select t.* {(hasNone ? $"from {target} t limit 0" : found)}", cancellation: context.Cancellation);
        return hasNone ? 0 : session.Scalar<long>($"select count(*) from {old}");
    }

    StepResult Replace(string old, string fresh, long rows)
    {
        var changed = context.Changes!.NewTable();
        session.Execute($"create table {changed} as {Difference.Signed(fresh, old)}", cancellation: context.Cancellation);
        if (session.Scalar<long>($"select count(*) from {changed}") == 0)
        {
            return Same();
        }

        var moved = context.Changes.NewTable();
        session.Execute($"create table {moved} as {touched.KeysOf(changed)}");
        var result = 0L;
        session.InTransaction(() =>
        {
            var gone = session.Scalar<long>($"select count(*) from {old} t semi join {moved} k on {touched.Matches("t")}");
            var gaps = plan.Before!.ReplacedRows + gone;
            if (gaps > context.LargestGaps * Math.Max(rows, 1))
            {
                session.Execute(
                    $"""
                    create or replace table {target} as
                    select t.* from {target} t anti join {moved} k on {touched.Matches("t")}
                    union all select f.* from {fresh} f semi join {moved} k on {touched.Matches("f")}
                    """, cancellation: context.Cancellation);
                gaps = 0;
            }
            else
            {
                if (gone > 0)
                {
                    session.Execute($"delete from {target} as t using {moved} k where {touched.Matches("t")}", cancellation: context.Cancellation);
                }

                session.Execute($"insert into {target} select f.* from {fresh} f semi join {moved} k on {touched.Matches("f")}", cancellation: context.Cancellation);
            }

            result = session.Scalar<long>($"select count(*) from {target}");
            var changes = new RowChanges(
                $"select f.* from {fresh} f semi join {moved} k on {touched.Matches("f")}", $"select t.* from {old} t semi join {moved} k on {touched.Matches("t")}", touched.Columns);
            new ModelAudit(context, model, plan).Finish(BuildWay.Increment, plan.Reason, result, gaps, $"select * from {changed}", changes);
        });
        context.Changes.Note(model.FullName, plan.Before!.Version, $"select * exclude ({Difference.Sign}) from {changed}", $"select * from {changed}");
        return new StepResult(result, string.Create(CultureInfo.InvariantCulture, $"increment: {touched.Count:N0} keys"));
    }

    /// <summary>Inputs changed, and the table did not.</summary>
    StepResult Same()
    {
        var rows = session.Scalar<long>($"select count(*) from {target}");
        var nothing = $"select *, 0::bigint as {Difference.Sign} from {target} limit 0";
        session.InTransaction(() => new ModelAudit(context, model, plan).Finish(BuildWay.Increment, plan.Reason, rows, plan.Before!.ReplacedRows, nothing, new RowChanges($"select * from {target} limit 0", null, null)));
        context.Changes!.Note(model.FullName, plan.Before!.Version, ChangeBook.None);
        return new StepResult(rows, string.Create(CultureInfo.InvariantCulture, $"increment: {touched.Count:N0} keys, all as they were")) { IsUnchanged = true };
    }
}
