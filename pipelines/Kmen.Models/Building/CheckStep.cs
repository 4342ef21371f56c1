using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.State;
using Kmen.Models.Testing;

namespace Kmen.Models.Building;

/// <summary>Runs one check of <c>sql/checks</c>.</summary>
public sealed class CheckStep(Model check, ParsedQuery query) : IBuildStep
{
    /// <summary>The check.</summary>
    public Model Check => check;

    /// <inheritdoc/>
    public string Name => check.FullName;

    /// <inheritdoc/>
    public string Kind => "check";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [.. query.Tables.Select(table => table.FullName).Distinct()];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs => [];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var plan = context.Plan?.Of(Name);
        if (plan?.Way is BuildWay.Carry)
        {
            context.Tests.Enqueue(new TestOutcome(check.File, "check", null, "passed", 0, null));
            context.Built[Name.ToLowerInvariant()] = plan.Before! with { Way = "carried", Reason = plan.Reason };
            return new StepResult(0) { IsUnchanged = true };
        }

        string? whole = null;
        var touched = plan?.Way is BuildWay.Increment ? TouchedRows.OrWhole((out string? why) => Touched(context, plan, out why), out whole) : null;
        var (status, rows) = ModelTesting.Check(context, check, touched);
        // What warns is checked again every night, so that it warns until it is mended.
        if (plan is not null && status == "passed")
        {
            context.Built[Name.ToLowerInvariant()] = new BuiltModel(Name, plan.Version)
            {
                Kind = Kind, File = check.File, Content = plan.Content, Header = plan.Header, Inputs = plan.Inputs, BuiltAt = context.Run.Now, RunId = context.Run.RunId,
                Way = touched is null ? "built" : "increment", Reason = plan.Reason, Failing = [rows],
            };
        }

        return new StepResult(0, whole is null ? null : "whole: " + whole);
    }

    /// <summary>The rows that it returns of touched keys, as a query: it returned none before, so there are no others. Null where it must look at everything.</summary>
    string? Touched(BuildContext context, StepPlan plan, out string? whole)
    {
        whole = null;
        var touched = new TouchedRows(context, check, plan) { IsComparing = false };
        if (context.Changes is null || !touched.Find(out whole) || touched.IsMost(out whole))
        {
            return null;
        }

        if (touched.Count == 0)
        {
            return "select 1 where false";
        }

        var rows = context.Changes.NewTable();
        touched.Compute(rows);
        return $"select * from {rows}";
    }
}
