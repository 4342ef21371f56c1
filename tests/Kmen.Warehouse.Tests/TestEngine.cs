using System.Globalization;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Warehouse.Tests;

/// <summary>A throw-away engine with one database file, attached as <c>store</c>.</summary>
internal sealed class TestEngine : IDisposable
{
    public const string Store = "store";

    /// <summary>A query that runs until it is interrupted.</summary>
    public const string Endless = "select count(*) from range(1000000000000) numbers(i) where hash(i) = 42";

    public TestEngine(int threads = 2, string memory = "1GB")
    {
        Folder = Directory.CreateTempSubdirectory("kmen-warehouse-").FullName;
        Warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = threads, Memory = memory, TempFolder = PathOf("spill") });
        Warehouse.Attach(Store, PathOf("store.duckdb"));
        Session = Warehouse.Open(Store);
    }

    public string Folder { get; }

    public DuckDbWarehouse Warehouse { get; }

    public IWarehouseSession Session { get; }

    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The rows of a query, values joined by a bar, null as a dash.</summary>
    public IReadOnlyList<string> Query(string sql) => Session.List(sql, row => string.Join('|', Enumerable.Range(0, row.FieldCount)
        .Select(i => row.IsDBNull(i) ? "-" : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))));

    public void Dispose()
    {
        Session.Dispose();
        Warehouse.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
