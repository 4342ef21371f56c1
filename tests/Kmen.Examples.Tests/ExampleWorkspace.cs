using System.Globalization;
using Kmen.Night.Running;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;

namespace Kmen.Examples.Tests;

/// <summary>A throw-away copy of an example, without anything that runs have left in the original.</summary>
internal sealed class ExampleWorkspace : IDisposable
{
    static readonly string[] Parts = ["kmen.yml", "sql", "models"];
    static int count;

    readonly DuckDbWarehouse reader;

    public ExampleWorkspace(string name)
    {
        Root = Path.Combine(
            Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"kmen-{name}-{Environment.ProcessId}-{Interlocked.Increment(ref count)}"));
        foreach (var part in Parts)
        {
            Copy(Path.Combine(Repository.Root, "examples", name, part), Path.Combine(Root, part));
        }

        reader = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 2, Memory = "2GB", TempFolder = Path.Combine(Root, "spill") });
    }

    public string Root { get; }

    /// <summary>Runs a night, or a part of it, on the clock of a day.</summary>
    public NightResult Run(DateOnly asOf, NightParts parts = NightParts.All)
    {
        var options = new NightOptions { AsOf = asOf, Parts = parts, Threads = 2, Memory = "4GB" };
        var result = NightRun.Execute(WorkspaceReader.Read(Root), options, new SilentReporter(), TimeProvider.System, CancellationToken.None);
        result.Errors.Select(error => error.Message).Should().BeEmpty();
        return result;
    }

    /// <summary>Rows of a query over a publication and over files, each as its values in the engine's own spelling with bars between them.</summary>
    public IReadOnlyList<string> Query(string sql, string night = "current")
    {
        var catalog = string.Create(CultureInfo.InvariantCulture, $"night_{night.Replace('-', '_')}");
        reader.Attach(catalog, Path.Combine(Root, "published", night == "current" ? night : Path.Combine("nights", night), "warehouse.duckdb"), readOnly: true);
        try
        {
            using var session = reader.Open(catalog);
            return session.List(
                $"select cast(columns(*) as varchar) from ({sql}) answer", row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.Text)));
        }
        finally
        {
            reader.Detach(catalog);
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
