using System.Globalization;
using DuckDB.NET.Data;

namespace Kmen.Warehouse.DuckDb;

/// <summary>
/// DuckDB in this process. The instance itself lives in memory; every file is attached to it, so that all of them share one memory limit,
/// one set of threads and one spill folder. Safe for several threads, each with a session of its own.
/// </summary>
public sealed class DuckDbWarehouse : IWarehouse
{
    readonly DuckDBConnection root;
    readonly Lock gate = new();
    bool isDisposed;

    DuckDbWarehouse(DuckDBConnection root, int threads) => (this.root, Threads) = (root, threads);

    /// <inheritdoc/>
    public int Threads { get; }

    /// <summary>Starts an engine.</summary>
    /// <param name="options">Memory, threads and spill folder.</param>
    /// <returns>The engine; dispose it.</returns>
    /// <exception cref="WarehouseException">A setting was refused.</exception>
    public static DuckDbWarehouse Start(WarehouseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.TempFolder);
        var root = new DuckDBConnection("DataSource=:memory:");
        root.Open();
        var warehouse = new DuckDbWarehouse(root, options.Threads);
        try
        {
            using var session = warehouse.Open();
            session.Execute("set errors_as_json = true");
            warehouse.WorkWith(options.Threads);
            session.Execute("set global memory_limit = " + SqlText.Text(options.Memory));
            if (options.HeldMemory is not null)
            {
                session.Execute("set global block_allocator_memory = " + SqlText.Text(options.HeldMemory));
            }

            session.Execute("set global temp_directory = " + SqlText.Text(options.TempFolder));
            session.Execute("set global TimeZone = 'UTC'");
            session.Execute("set global autoinstall_known_extensions = false; set global autoload_known_extensions = false");
            if (options.TempLimit is not null)
            {
                session.Execute("set global max_temp_directory_size = " + SqlText.Text(options.TempLimit));
            }

            return warehouse;
        }
        catch
        {
            warehouse.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Attach(string catalog, string? file, bool readOnly = false, bool isThrowAway = false, int? blockBytes = null)
    {
        var options = new List<string>();
        if (readOnly)
        {
            options.Add("read_only");
        }
        else if (isThrowAway && file is not null)
        {
            options.Add("recovery_mode no_wal_writes");
        }

        if (blockBytes is { } bytes)
        {
            options.Add(string.Create(CultureInfo.InvariantCulture, $"block_size {bytes}"));
        }

        using var session = Open();
        session.Execute($"attach {SqlText.Text(file ?? ":memory:")} as {SqlText.Name(catalog)}{(options.Count == 0 ? "" : $" ({string.Join(", ", options)})")}");
    }

    /// <inheritdoc/>
    public void Detach(string catalog)
    {
        using var session = Open();
        // What is in memory, or was only read, has nothing to keep.
        if (session.Scalar<bool>("select not readonly and path is not null from duckdb_databases() where database_name = $1", [catalog]))
        {
            session.Execute("checkpoint " + SqlText.Name(catalog));
        }

        session.Execute("detach " + SqlText.Name(catalog));
    }

    /// <inheritdoc/>
    public void WorkWith(int threads)
    {
        using var session = Open();
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"set global threads = {threads}"));
    }

    /// <inheritdoc/>
    public void StoreForReading()
    {
        using var session = Open();
        session.Execute("set global disabled_compression_methods = 'fsst'");
    }

    /// <inheritdoc/>
    public IWarehouseSession Open(string? catalog = null)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        DuckDBConnection connection;
        lock (gate)
        {
            connection = root.Duplicate();
            connection.Open();
        }

        var session = new DuckDbSession(connection, catalog);
        try
        {
            session.Prepare();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Ends the engine. Sessions must be disposed before.</summary>
    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            root.Dispose();
        }
    }
}
