using Kmen.Models.Files;
using Kmen.Models.Planning;
using Kmen.Models.State;
using Kmen.Models.Testing;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>The end of a model's build, inside the transaction that replaces its table: contract, tests, descriptions, and the record of what it is now.</summary>
internal sealed class ModelAudit(BuildContext context, Model model, StepPlan? plan)
{
    /// <summary>Audits the table; what it throws takes the table back.</summary>
    /// <param name="way">How it was made.</param>
    /// <param name="reason">Why.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="gaps">Rows replaced since it was last written whole.</param>
    /// <param name="changedRows">Staging: the changed rows with <see cref="Difference.Sign"/> as a query, or null where they are not known.</param>
    /// <param name="changes">What an increment replaced; null where the table was made whole.</param>
    internal void Finish(BuildWay way, string reason, long rows, long gaps, string? changedRows, RowChanges? changes = null)
    {
        var home = ModelStep.HomeOf(model);
        var target = SqlText.Names(home, model.Schema, model.Name);
        ModelContract.Require(context.Session, model, target);
        if (way != BuildWay.Increment || gaps == 0)
        {
            ModelTable.Describe(context.Session, model, target);
            if (ModelTable.GrainFault(context.Session, model, target) is { } fault)
            {
                context.Run.Reporter.Warn(fault);
            }
        }

        var failing = ModelTesting.Run(context, model, $"{home}.{model.FullName}", model.Tests, ChangedTests.Of(context, plan, changes));
        if (plan is null)
        {
            return;
        }

        var built = new BuiltModel(model.FullName, plan.Version)
        {
            Kind = model.Materialization.ToString().ToLowerInvariant(),
            File = model.File,
            Content = plan.Content,
            Header = plan.Header,
            Inputs = plan.Inputs,
            Rows = rows,
            ReplacedRows = gaps,
            Failing = failing,
            BuiltAt = context.Run.Now,
            RunId = context.Run.RunId,
            Way = way switch { BuildWay.Increment => "increment", BuildWay.Test => "tested", BuildWay.Carry => "carried", _ => "built" },
            Reason = reason,
        };
        if (model.Schema == Catalogs.Staging)
        {
            var (sequence, from) = way is BuildWay.Test ? (plan.Before!.Sequence, plan.Before.LogFrom) : StagingLog.Add(context.Session, model, changedRows, plan.Before, rows);
            built = built with { Sequence = sequence, LogFrom = from };
            BuiltModelTable.WriteRaw(context.Session, built);
            StagingLog.Record(context.Session, built);
            new DumpRows(context, model).Record();
            RawChanges.Record(context, model, plan.Inputs.Keys.Where(input => input.StartsWith("raw.", StringComparison.Ordinal)).Select(input => input["raw.".Length..]));
        }

        context.Built[model.FullName.ToLowerInvariant()] = built;
    }
}
