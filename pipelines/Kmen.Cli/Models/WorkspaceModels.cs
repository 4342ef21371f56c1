using Kmen.Cli.CommandLine;
using Kmen.Identity;
using Kmen.Models.Analysis;
using Kmen.Models.Building;
using Kmen.Models.Documentation;
using Kmen.Models.Files;
using Kmen.Models.Lineage;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.Selecting;
using Kmen.Models.State;
using Kmen.Models.UnitTesting;
using Kmen.Night.Publishing;
using Kmen.Night.Running;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;

namespace Kmen.Cli.Models;

/// <summary>
/// The models of a workspace for commands that look and change nothing: their graph, what a run would do about them, and their text over what is published and loaded.
/// Files are opened for reading only.
/// </summary>
sealed class WorkspaceModels : IDisposable
{
    const string View = "workspace_view";
    const string Shapes = "shapes";

    readonly DuckDbWarehouse warehouse;
    readonly IWarehouseSession session;
    readonly Invocation invocation;
    readonly string tempFolder;
    readonly PublicationInfo? publication;
    (BuildPlan Plan, PlanBasis Basis)? planned;

    WorkspaceModels(Invocation invocation, DuckDbWarehouse warehouse, string tempFolder)
    {
        this.invocation = invocation;
        this.warehouse = warehouse;
        this.tempFolder = tempFolder;
        session = warehouse.Open();
        Models = ModelSet.Read(invocation.Workspace.Root, invocation.Workspace.Portable, session);
        Steps = WorkspaceSteps.Of(invocation.Workspace, Models, session);
        Nodes = WorkspaceSteps.Nodes(invocation.Workspace, Models, Steps);
        publication = Publication.Current(invocation.Layout);
    }

    /// <summary>The engine.</summary>
    public IWarehouse Warehouse => warehouse;

    /// <summary>The models and checks.</summary>
    public ModelSet Models { get; }

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<IBuildStep> Steps { get; }

    /// <summary>What can be selected.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>Whether something is published.</summary>
    public bool HasPublication => publication is not null;

    /// <summary>Reads and parses the models.</summary>
    /// <exception cref="KmenException">A model is wrong.</exception>
    public static WorkspaceModels Open(Invocation invocation)
    {
        var folder = Directory.CreateTempSubdirectory("kmen-models-").FullName;
        var warehouse = DuckDbWarehouse.Start(invocation.Engine(folder, 0.25));
        try
        {
            return new WorkspaceModels(invocation, warehouse, folder);
        }
        catch
        {
            warehouse.Dispose();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>What a run would do now, for the moment that the options say.</summary>
    public (BuildPlan Plan, PlanBasis Basis) Plan(bool isFullRefresh = false)
    {
        if (planned is { } known)
        {
            return known;
        }

        Attach();
        var basis = PlanBasis.Read(
            invocation.Workspace, NightMoment.Of(invocation.Workspace, invocation.Value(CommonOptions.AsOf), invocation.Clock), Models, session, HasPublication ? Catalogs.Previous : null)
            with { FullRefresh = isFullRefresh };
        planned = (BuildPlan.Make(Steps, basis), basis);
        return planned.Value;
    }

    /// <summary>The nodes that <c>--select</c> and <c>--exclude</c> leave.</summary>
    public IReadOnlyList<GraphNode> Select(IReadOnlyCollection<string> select, IReadOnlyCollection<string> exclude) =>
        new Selector(Nodes, (word, node) => new SelectedState(Plan().Plan).Holds(word, node)).Select(select, exclude);

    /// <summary>A model by its full name, or by its name alone where that is unique.</summary>
    /// <exception cref="KmenException">There is none, or there are several.</exception>
    public Model Model(string name)
    {
        var found = Models.Models.Values.Where(model => model.FullName.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
        {
            found = [.. Models.Models.Values.Where(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        }

        return found.Count switch
        {
            1 => found[0],
            0 => throw KmenException.Usage($"There is no model {name}.", null, NearestNames.Question(name, Models.Models.Values.Select(model => model.FullName)) ?? "`kmen ls` shows all names."),
            _ => throw KmenException.Usage($"{name} is the name of several models: {string.Join(", ", found.Select(model => model.FullName))}.", null, "Write the schema before it."),
        };
    }

    /// <summary>A check by its full name, or null.</summary>
    public Model? Check(string name) => Models.Checks.FirstOrDefault(check => check.FullName.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Traces columns down to those of the sources.</summary>
    /// <param name="view">A session in which the models' text finds its tables.</param>
    public ColumnLineage Lineage(IWarehouseSession view)
    {
        var sources = invocation.Workspace.Sources.ToDictionary(
            source => $"raw.{source.Name.ToLowerInvariant()}", source => (IReadOnlyList<string>)[.. source.Columns.Select(column => column.Name.ToLowerInvariant()), "_file_id", "_line_number"]);
        return WorkspaceLineage.Of(
            Models, Steps, FunctionTraits.Read(view, WorkspaceFunctions.Text(invocation.Workspace.Root)),
            table => sources.GetValueOrDefault(table) ?? (KnownColumns.Of(view, table) is { } known ? [.. known.Select(column => column.Name.ToLowerInvariant())] : null));
    }

    /// <summary>A session in which the models' text finds what is published and loaded under its own names.</summary>
    public IWarehouseSession OpenView()
    {
        Attach();
        warehouse.Attach(View, null);
        var view = warehouse.Open(View);
        var tables = (HasPublication ? view.Tables(Catalogs.Previous) : []).Where(table => table.Schema != "main").Select(table => (table, Catalogs.Previous))
            .Concat(view.Tables(Catalogs.Raw).Where(table => table.Schema is "raw" or Catalogs.Staging).Select(table => (table, Catalogs.Raw))).ToList();
        // The functions come first: views among the tables call them.
        WorkspaceFunctions.Define(view, WorkspaceFunctions.Text(invocation.Workspace.Root));
        List<string> statements =
        [
            .. tables.Select(table => table.table.Schema).Distinct().Select(schema => $"create schema if not exists {SqlText.Name(schema)}"),
            .. tables.Select(table => $"create view {SqlText.Names(table.table.Schema, table.table.Name)} as select * from {SqlText.Names(table.Item2, table.table.Schema, table.table.Name)}"),
        ];
        if (IdentityStep.ShowPublished(tables.Select(table => table.table.FullName.ToLowerInvariant()).ToHashSet()) is { } graph)
        {
            statements.Add(graph);
        }

        if (statements.Count > 0)
        {
            view.Execute(string.Join(";\n", statements));
        }

        return view;
    }

    /// <summary>Names and types that a run would refuse of some nodes: of those that a run would build, or whose header changed since the last publication, and of all that reads what they make.</summary>
    /// <param name="selected">The nodes' names.</param>
    /// <param name="cancellation">Interrupts.</param>
    public IReadOnlyList<KmenException> Faults(IReadOnlySet<string> selected, CancellationToken cancellation)
    {
        var state = new SelectedState(Plan().Plan);
        var (tried, changing) = (new HashSet<GraphNode>(), new HashSet<string>());
        foreach (var node in Nodes.Where(node => node.Model is not null && (state.Holds("state:stale", node) || state.Holds("state:modified", node) || node.Reads.Any(changing.Contains))))
        {
            tried.Add(node);
            changing.UnionWith(node.Makes);
        }

        if (!tried.Any(node => selected.Contains(node.Name)))
        {
            return [];
        }

        warehouse.Attach(Shapes, null);
        using var empty = warehouse.Open(Shapes);
        return TableShapes.Make(empty, invocation.Workspace, Nodes, cancellation, tried.Contains).Faults
            .Where(fault => selected.Contains(fault.Node)).Select(fault => fault.Error).ToList();
    }

    /// <summary>
    /// What the page of documentation shows. Opens what is published and nothing else, so it works before the first night and while a run holds the rest.
    /// </summary>
    public WorkspacePage Page(DateTime generatedAt, CancellationToken cancellation)
    {
        var layout = invocation.Layout;
        AttachPublication();
        var hasOperations = File.Exists(layout.OpsFile);
        if (hasOperations)
        {
            warehouse.Attach(PageAssembly.Operations, layout.OpsFile, readOnly: true);
        }

        warehouse.Attach(Shapes, null);
        using var empty = warehouse.Open(Shapes);
        return new PageAssembly(invocation.Workspace, Models, Nodes, empty).Make(
            invocation.Value(CommonOptions.Target)!, publication is null ? null : new PublishedNight(publication.RunId, publication.AsOf, publication.PublishedAt),
            hasOperations, generatedAt, cancellation);
    }

    public void Dispose()
    {
        session.Dispose();
        warehouse.Dispose();
        Directory.Delete(tempFolder, recursive: true);
    }

    bool isAttached;

    void AttachPublication()
    {
        if (publication is not null)
        {
            warehouse.Attach(Catalogs.Previous, Path.Combine(invocation.Layout.NightsFolder, publication.RunId, "warehouse.duckdb"), readOnly: true);
        }
    }

    void Attach()
    {
        if (isAttached)
        {
            return;
        }

        isAttached = true;
        AttachPublication();
        var layout = invocation.Layout;
        Attach(Catalogs.State, layout.StateFile, []);
        Attach(Catalogs.Raw, layout.RawFile, [.. Ingest.Ingestion.Migrations, .. BuiltModelTable.Migrations]);
    }

    /// <summary>Attaches a kept database for reading; an empty one where there is none yet.</summary>
    void Attach(string catalog, string file, IReadOnlyList<Migration> migrations)
    {
        if (!File.Exists(file))
        {
            warehouse.Attach(catalog, null);
            Migration.Apply(warehouse, catalog, migrations);
            return;
        }

        try
        {
            warehouse.Attach(catalog, file, readOnly: true);
        }
        catch (WarehouseException e) when (e.Kind == "IO" && e.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            throw new KmenException("A run holds the warehouse, so what it has loaded cannot be read now.", null, "Wait for its end: kmen status shows how far it is.", ExitCode.Busy, e);
        }
    }
}
