using System.Globalization;
using Kmen.Models.Analysis;
using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.State;
using Kmen.Warehouse;

namespace Kmen.Identity.Tests;

/// <summary>What the nights of a registry are built on: the last publication with its record of what was built of what, as the runs of a workspace keep it.</summary>
internal sealed class TestPublication(IWarehouse warehouse)
{
    readonly Given reader = new("marts.reader", new IdentityStep(true).Outputs);
    IReadOnlyDictionary<string, BuiltModel> published = new Dictionary<string, BuiltModel>();

    /// <summary>The candidate begins with the published tables, without the views.</summary>
    public void Begin(IWarehouseSession session)
    {
        if (published.Count > 0)
        {
            Copy(session, Catalogs.Previous, Catalogs.Build, table => table.FullName is not (IdentityStep.Records or IdentityStep.Edges));
        }
    }

    /// <summary>Plans the night; equal contents of an input have one version.</summary>
    public BuildContext Plan(BuildContext context, IdentityStep step, string records, string edges)
    {
        var basis = new PlanBasis
        {
            Queries = new Dictionary<string, ParsedQuery>(),
            Published = published,
            Staging = new Dictionary<string, BuiltModel>(),
            SourceVersions = new Dictionary<string, string> { ["raw.records"] = records, ["raw.edges"] = edges },
            Registry = InputVersions.OfRegistry(context.Session),
            StepSettings = context.Run.AsOf.ToString("O", CultureInfo.InvariantCulture),
            AsOf = context.Run.AsOf,
            Program = "test",
            FunctionsHash = "none",
            EngineVersion = "test",
            Functions = new FunctionTraits(new HashSet<string>(), new HashSet<string>()),
        };
        return context with
        {
            Plan = BuildPlan.Make([new Given(IdentityStep.Records, ["raw.records"]), new Given(IdentityStep.Edges, ["raw.edges"]), step, reader], basis),
            Changes = ChangeBook.Open(warehouse),
            HasPrevious = published.Count > 0,
            Begun = published,
            Published = published,
            LargestShare = 0.9,
        };
    }

    /// <summary>What a reader of a table would be told of its changed rows, against what changed: lines that it would miss.</summary>
    public IReadOnlyList<string> Untold(BuildContext context, string table)
    {
        if (published.Count == 0 || context.ChangedRows(reader, table) is not { } told)
        {
            return [];
        }

        var (now, before) = ($"select * from {Catalogs.Build}.{table}", $"select * from {Catalogs.Previous}.{table}");
        var except = told.Length == 0 ? "" : $"except ({told})";
        return context.Session.List($"select changed::varchar from ((({now}) except all ({before}) union all (({before}) except all ({now}))) {except}) changed", row => row.GetString(0));
    }

    /// <summary>Makes the candidate the publication.</summary>
    public void Publish(BuildContext context)
    {
        var registry = InputVersions.OfRegistry(context.Session);
        published = context.Plan!.Steps.ToDictionary(plan => plan.Step.Name, plan => new BuiltModel(plan.Step.Name, plan.Version)
        {
            Kind = plan.Step.Kind, Content = plan.Content, Header = registry, Inputs = plan.Inputs, BuiltAt = context.Run.AsOf, RunId = context.Run.RunId, Way = "built",
        });
        if (context.HasPrevious)
        {
            warehouse.Detach(Catalogs.Previous);
        }

        warehouse.Attach(Catalogs.Previous, null);
        Copy(context.Session, Catalogs.Build, Catalogs.Previous, table => !table.IsView);
    }

    static void Copy(IWarehouseSession session, string from, string to, Func<WarehouseTable, bool> isWanted)
    {
        foreach (var table in session.Tables(from).Where(isWanted))
        {
            session.Execute($"create schema if not exists {to}.{table.Schema}; create table {to}.{table.FullName} as select * from {from}.{table.FullName}");
        }
    }
}
