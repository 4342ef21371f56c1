using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.EndToEnd.Tests.Workspaces;

/// <summary>A published file as any client reads it, over one connection that stays open.</summary>
internal sealed class Published : IDisposable
{
    readonly DuckDbWarehouse engine = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.GetTempPath() });
    readonly IWarehouseSession session;

    internal Published(string file)
    {
        engine.Attach("opened", file, readOnly: true);
        session = engine.Open("opened");
    }

    internal IReadOnlyList<string> Column(string sql) => session.List(sql, row => row.IsDBNull(0) ? "" : row.GetValue(0).ToString()!);

    /// <summary>Rows and a hash of every table outside ops and activation, whatever the order of rows; columns that name the run are left out.</summary>
    internal IReadOnlyDictionary<string, string> Contents() => session.Tables().Where(table => table.Schema is not ("ops" or "activation" or "main"))
        .ToDictionary(table => table.FullName, table => session.Scalar<string>(
            $"select count(*)::varchar || ' rows, hash ' || coalesce(sum(hash(t)::hugeint)::varchar, '') from (select columns(c -> c <> 'run_id') from {table.FullName}) t")!);

    public void Dispose()
    {
        session.Dispose();
        engine.Dispose();
    }
}
