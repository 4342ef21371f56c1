using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Cli.Tests;

/// <summary>A workspace with a night published the way a night publishes it: files behind links, read-only.</summary>
sealed class Publication : IDisposable
{
    readonly TemporaryFolder folder = new();

    public Publication() =>
        folder.Write("kmen.yml", "name: x\nsources: { a: { format: csv, columns: { b: string } } }\nengine: { memory: 512MB, threads: 1 }\n");

    public string Root => folder.Path;

    /// <summary>Publishes a night.</summary>
    public void Publish(string night, string sql)
    {
        var published = Path.Combine(Root, "published");
        Directory.CreateDirectory(Path.Combine(published, "nights", night));
        Make(Path.Combine(published, "nights", night, "warehouse.duckdb"), sql);
        Flip(Path.Combine(published, "current"), Path.Combine("nights", night));
        Flip(Path.Combine(published, "warehouse.duckdb"), Path.Combine("current", "warehouse.duckdb"));
    }

    /// <summary>Writes ops.duckdb as after a run.</summary>
    public void Ops(string sql)
    {
        Directory.CreateDirectory(Path.Combine(Root, "published"));
        Make(Path.Combine(Root, "published", "ops.duckdb"), sql);
    }

    public void Dispose() => folder.Dispose();

    static void Flip(string link, string target)
    {
        File.Delete(link);
        File.CreateSymbolicLink(link, target);
    }

    void Make(string file, string sql)
    {
        File.Delete(file);
        using (var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "256MB", TempFolder = Path.Combine(Root, "tmp") }))
        {
            warehouse.Attach("made", file);
            using (var session = warehouse.Open("made"))
            {
                session.Execute(sql);
            }

            warehouse.Detach("made");
        }

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }
}
