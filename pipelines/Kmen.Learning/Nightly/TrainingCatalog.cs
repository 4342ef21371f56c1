using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Learning.Nightly;

/// <summary>
/// A database in which the models' unchanged text sees the past: every table of the candidate under its own name, but with the earlier moments as
/// <c>marts.as_of</c> and the identity graph as it was known at each of them; what depends on those is built anew.
/// </summary>
internal sealed class TrainingCatalog : IDisposable
{
    internal const string Name = "training";

    static readonly string[] Clocked = ["marts.as_of", "identity.record_as_of"];

    readonly IWarehouse warehouse;
    readonly string file;

    TrainingCatalog(IWarehouse warehouse, string file)
    {
        this.warehouse = warehouse;
        this.file = file;
        Session = warehouse.Open(Name);
    }

    /// <summary>A session in the catalogue.</summary>
    internal IWarehouseSession Session { get; }

    /// <summary>Makes the catalogue and builds in it all that is needed for some tables.</summary>
    /// <param name="context">The build.</param>
    /// <param name="moments">The earlier moments.</param>
    /// <param name="wanted">The tables that are read, as schema.name in lower case.</param>
    internal static TrainingCatalog Build(BuildContext context, IReadOnlyCollection<DateTime> moments, IEnumerable<string> wanted)
    {
        var file = Path.ChangeExtension(context.Run.Layout.BuildFile(context.Run.RunId), ".training.duckdb");
        context.Warehouse.Attach(Name, file);
        var catalog = new TrainingCatalog(context.Warehouse, file);
        try
        {
            catalog.Fill(context, moments, [.. wanted]);
            return catalog;
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Dispose();
        warehouse.Detach(Name);
        File.Delete(file);
    }

    void Fill(BuildContext context, IReadOnlyCollection<DateTime> moments, IReadOnlyList<string> wanted)
    {
        var models = context.Models.Where(model => model.Schema != "audiences").ToDictionary(model => model.FullName.ToLowerInvariant());
        var clocked = ClockedModels(context, models, wanted);
        WorkspaceFunctions.Define(Session, WorkspaceFunctions.Text(context.Run.Layout.Root), context.Cancellation);
        ShowCandidate(context, [.. clocked.Select(model => model.FullName.ToLowerInvariant()), .. Clocked]);
        Session.Execute(Moments(moments), cancellation: context.Cancellation);
        foreach (var model in clocked)
        {
            Session.Execute($"create schema if not exists {SqlText.Names(Name, model.Schema)}", cancellation: context.Cancellation);
            ModelTable.Create(Session, model, Name, context.Cancellation);
        }
    }

    /// <summary>The models that look at the clock, directly or through others, and are needed; in the order of building.</summary>
    static List<Model> ClockedModels(BuildContext context, Dictionary<string, Model> models, IReadOnlyList<string> wanted)
    {
        var steps = models.Values.Select(model => (IBuildStep)new ModelStep(model with { Tests = [] }, context.Queries[model.FullName.ToLowerInvariant()])).ToList();
        var made = models.Keys.ToHashSet();
        var given = steps.SelectMany(step => step.Inputs).Where(input => !made.Contains(input)).ToHashSet();
        var ordered = BuildOrder.Of(steps, given, models, context.Queries);
        var below = BuildOrder.Below(ordered, Clocked).ToHashSet();
        return [.. BuildOrder.Above(ordered, wanted).Where(below.Contains).Select(step => models[step.Name.ToLowerInvariant()])];
    }

    void ShowCandidate(BuildContext context, HashSet<string> own)
    {
        var schemas = new HashSet<string>();
        foreach (var table in context.Session.Tables(Catalogs.Build).Where(table => table.Schema != "main" && !own.Contains(table.FullName.ToLowerInvariant())))
        {
            if (schemas.Add(table.Schema))
            {
                Session.Execute($"create schema if not exists {SqlText.Names(Name, table.Schema)}");
            }

            Session.Execute(
                $"create view {SqlText.Names(Name, table.Schema, table.Name)} as select * from {SqlText.Names(Catalogs.Build, table.Schema, table.Name)}");
        }

        Session.Execute("create schema if not exists identity; create schema if not exists marts");
    }

    /// <summary>
    /// A record counts from when it was first seen. Before the first graph that was kept, the first one stands for what was known.
    /// </summary>
    static string Moments(IReadOnlyCollection<DateTime> moments) =>
        $"""
        create table identity.record_as_of as
        with moments as (
            select as_of, greatest(as_of, (select min(valid_from) from identity.record_history)) as known_at
            from (values {string.Join(", ", moments.Order().Select(moment => $"({SqlText.Timestamp(moment)})"))}) moments(as_of)
        )
        select moments.as_of, history.person_id, history.source, history.record_id, records.first_seen_at::timestamp as first_seen_at
        from moments
        join identity.record_history history
            on history.valid_from <= moments.known_at and (history.valid_to is null or history.valid_to > moments.known_at)
        join identity.records records
            on records.source = history.source and records.record_id = history.record_id and records.first_seen_at < moments.as_of;

        create table marts.as_of as select distinct person_id, as_of from identity.record_as_of
        """;
}
