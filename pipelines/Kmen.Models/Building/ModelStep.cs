using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.Testing;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>Brings one model's table to what it should be, in the way that the plan says, and tests it.</summary>
public sealed class ModelStep(Model model, ParsedQuery query) : IBuildStep
{
    /// <summary>The model.</summary>
    public Model Model => model;

    /// <inheritdoc/>
    public string Name => model.FullName;

    /// <inheritdoc/>
    public string Kind => model.Materialization.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } =
    [
        .. query.Tables.Select(table => table.FullName)
            .Concat(model.Tests.Select(test => test.Reads).OfType<string>().Where(name => !name.Equals(model.FullName, StringComparison.OrdinalIgnoreCase))).Distinct(),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = [model.FullName.ToLowerInvariant()];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var plan = context.Plan?.Of(Name);
        var result = plan?.Way switch
        {
            BuildWay.Carry => Carried(context, plan),
            BuildWay.Test => Tested(context, plan),
            BuildWay.Increment => new AppendBuild(context, model, plan).Run() ?? new KeyedBuild(context, model, plan).Run(out var whole) ?? Whole(context, plan, whole),
            _ => new WholeBuild(context, model, plan).Run(plan?.Reason ?? ""),
        };
        if (model.Schema == Catalogs.Staging)
        {
            context.Session.Execute(
                $"create or replace view {SqlText.Names(Catalogs.Build, model.Schema, model.Name)} as select * from {SqlText.Names(Catalogs.Raw, model.Schema, model.Name)}");
        }

        return result;
    }

    /// <summary>The database in which a model's table stands.</summary>
    internal static string HomeOf(Model model) => model.Schema == Catalogs.Staging ? Catalogs.Raw : Catalogs.Build;

    StepResult Whole(BuildContext context, StepPlan plan, string? why) =>
        new WholeBuild(context, model, plan).Run(why is null ? plan.Reason : $"{plan.Reason}; whole, because {why}") with { Message = why is null ? null : "whole: " + why };

    StepResult Carried(BuildContext context, StepPlan plan)
    {
        ModelTesting.Run(context, model, $"{HomeOf(model)}.{model.FullName}", [.. model.Tests.Where(test => test.MovesWithTheClock)]);
        context.Built[model.FullName.ToLowerInvariant()] = plan.Before! with { Way = "carried", Reason = plan.Reason };
        return new StepResult(plan.Before.Rows) { IsUnchanged = true };
    }

    StepResult Tested(BuildContext context, StepPlan plan)
    {
        context.Session.InTransaction(() => new ModelAudit(context, model, plan).Finish(BuildWay.Test, plan.Reason, plan.Before!.Rows, plan.Before.ReplacedRows, null));
        return new StepResult(plan.Before!.Rows, "tested again: " + plan.Reason);
    }
}
