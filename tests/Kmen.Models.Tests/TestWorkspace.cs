using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Tests;

/// <summary>A throw-away workspace's <c>sql/</c> folder over an engine with an empty candidate and raw store.</summary>
internal sealed class TestWorkspace : IDisposable
{
    readonly DuckDbWarehouse warehouse;

    public TestWorkspace()
    {
        Root = Directory.CreateTempSubdirectory("kmen-models-").FullName;
        warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 2, Memory = "1GB", TempFolder = Path.Combine(Root, "spill") });
        warehouse.Attach(Catalogs.Raw, null);
        warehouse.Attach(Catalogs.Build, null);
        Session = warehouse.Open(Catalogs.Build);
        Session.Execute("create schema raw; create schema staging; create schema marts; create schema raw_store.raw");
    }

    public string Root { get; }

    public IWarehouseSession Session { get; }

    public RecordingReporter Reporter { get; } = new();

    public BuildContext? Context { get; private set; }

    /// <summary>Writes a model with a minimal header.</summary>
    public TestWorkspace Model(string name, string sql, string header = "description: A test.") => Write($"sql/{name.Replace('.', '/')}.sql", $"/* kmen\n{header}\n*/\n{sql}\n");

    public TestWorkspace Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public ModelSet Read(bool isPortable = false) => ModelSet.Read(Root, isPortable, Session);

    /// <summary>The steps of all models and checks in their order.</summary>
    public IReadOnlyList<IBuildStep> Steps(params string[] given)
    {
        var set = Read();
        return BuildOrder.Of(
            [
                .. set.Models.Values.Select(model => new ModelStep(model, set.Queries[model.FullName.ToLowerInvariant()])),
                .. set.Checks.Select(check => new CheckStep(check, set.Queries[check.FullName])),
            ], given.ToHashSet(), set.Models.Values.Concat(set.Checks).ToDictionary(model => model.FullName), set.Queries);
    }

    /// <summary>Builds everything; the errors.</summary>
    public IReadOnlyList<KmenException> Build(params string[] given) => Run(Steps(given));

    public IReadOnlyList<KmenException> Run(IReadOnlyList<IBuildStep> steps, CancellationToken cancellation = default)
    {
        var workspace = new WorkspaceConfiguration
        {
            Root = Root,
            Name = "test",
            TimeZone = TimeZoneInfo.Utc,
            Sources = [],
            Purposes = new Dictionary<string, PurposeConfiguration>(),
            Channels = new Dictionary<string, ChannelConfiguration>(),
            Targets = new Dictionary<string, TargetConfiguration>(),
            Destinations = [],
        };
        var run = new RunContext("run-1", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), workspace, new TargetLayout(Root, Root, Root), Reporter, TimeProvider.System);
        Context = new BuildContext(run, warehouse, Session, new Dictionary<string, ParsedQuery>(), [], cancellation);
        return BuildRunner.Run(Context, steps);
    }

    /// <summary>The rows of a query, values joined by a bar, null as a dash.</summary>
    public IReadOnlyList<string> Query(string sql) => Session.List(sql, row => string.Join('|', Enumerable.Range(0, row.FieldCount)
        .Select(i => row.IsDBNull(i) ? "-" : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))));

    public void Dispose()
    {
        Session.Dispose();
        warehouse.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
