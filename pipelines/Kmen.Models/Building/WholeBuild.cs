using Kmen.Models.Analysis;
using Kmen.Models.Files;
using Kmen.Models.Planning;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>Builds a model whole, in one transaction with its tests: what fails leaves the table of before.</summary>
internal sealed class WholeBuild(BuildContext context, Model model, StepPlan? plan)
{
    readonly IWarehouseSession session = context.Session;
    readonly string home = ModelStep.HomeOf(model);

    /// <summary>Builds it.</summary>
    /// <param name="reason">Why it is built whole.</param>
    internal StepResult Run(string reason)
    {
        if (model.Schema == Catalogs.Staging)
        {
            // In the candidate nothing is left of what is built whole.
            ModelTable.DropOther(session, model, home);
        }

        var rows = 0L;
        var added = AddedRows();
        session.InTransaction(() =>
        {
            var old = KeepOld();
            rows = model.Materialization == Materialization.Snapshot
                ? new SnapshotBuild(context, model).Run()
                : ModelTable.Create(session, model, home, context.Cancellation);
            new ModelAudit(context, model, plan).Finish(BuildWay.Build, reason, rows, 0, old is null ? null : Changed(old), added is null ? null : new RowChanges(added, null, null));
            if (old is not null)
            {
                session.Execute($"drop table {old}");
            }
        });
        PrepareNext();
        return new StepResult(rows);
    }

    /// <summary>What would have to be read of everything by the next increment is read now.</summary>
    void PrepareNext()
    {
        if (model.Materialization != Materialization.Incremental || context.Functions is null)
        {
            return;
        }

        try
        {
            if (KeyAnalysis.Of(model, context.Queries[model.FullName.ToLowerInvariant()], ModelBinder.Of(context), out _) is { } analysis)
            {
                new FileRanges(context).Prepare(analysis.Scans);
            }
        }
        catch (UnresolvedQueryException)
        {
            // It will be made whole.
        }
    }

    /// <summary>A view of the same text over files of which some were added shows their rows beside those that it showed before; null where that is not so.</summary>
    string? AddedRows() => model.Materialization == Materialization.View && context.Plan is { IsFullRefresh: false } && plan is { Before: { } before } && before.Content == plan.Content
        ? new AppendBuild(context, model, plan).AddedRows()
        : null;

    /// <summary>An incremental staging table is compared with what it was, so that those who read it learn what changed.</summary>
    string? KeepOld()
    {
        if (model is not { Schema: Catalogs.Staging, Materialization: Materialization.Incremental } || plan?.Before is null
            || TableColumns.Of(session, home, model.FullName).Count == 0)
        {
            return null;
        }

        var old = SqlText.Names(home, "changes", model.Name + "_before");
        session.Execute($"create or replace table {old} as select * from {SqlText.Names(home, model.Schema, model.Name)}", cancellation: context.Cancellation);
        return old;
    }

    string? Changed(string old)
    {
        var now = SqlText.Names(home, model.Schema, model.Name);
        return TableColumns.Of(session, home, model.FullName).SequenceEqual(TableColumns.Of(session, home, $"changes.{model.Name}_before"))
            ? Difference.Signed(now, old)
            : null;
    }
}
