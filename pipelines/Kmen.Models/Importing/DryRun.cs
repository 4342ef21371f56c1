using Kmen.Models.Parsing;
using Kmen.Warehouse;

namespace Kmen.Models.Importing;

/// <summary>The imported tables without rows: says of each text whether the engine takes it, what it reads, and which columns it makes.</summary>
internal sealed class DryRun : IDisposable
{
    const string Catalog = "import_trial";
    readonly IWarehouse warehouse;
    readonly QueryParser parser;
    readonly HashSet<string> tables = [];

    internal DryRun(IWarehouse warehouse)
    {
        this.warehouse = warehouse;
        warehouse.Attach(Catalog, null);
        Session = warehouse.Open(Catalog);
        parser = new QueryParser(Session);
    }

    internal IWarehouseSession Session { get; }

    /// <summary>Makes a table.</summary>
    internal void Add(string schema, string name, IEnumerable<(string Name, string Type)> columns)
    {
        Session.Execute($"create schema if not exists {SqlText.Name(schema)}");
        Session.Execute($"create or replace table {SqlText.Names(schema, name)} ({string.Join(", ", columns.Select(column => $"{SqlText.Name(column.Name)} {column.Type}"))})");
        tables.Add($"{schema}.{name}".ToLowerInvariant());
    }

    /// <summary>Tries a SELECT.</summary>
    /// <returns>The tables that it reads, the columns that it makes, and what is wrong with it, or null.</returns>
    internal (IReadOnlyList<string> Reads, IReadOnlyList<(string Name, string Type)> Columns, string? Fault) Try(string sql)
    {
        IReadOnlyList<string> reads = [];
        try
        {
            reads = [.. parser.Parse(sql).Tables.Select(table => table.FullName).Distinct()];
            if (reads.FirstOrDefault(table => !tables.Contains(table)) is { } missing)
            {
                return (reads, [], $"It reads {missing}, which was not carried over.");
            }

            return (reads, Session.List($"describe select * from ({sql}\n) tried", row => (row.GetString(0), row.GetString(1))), null);
        }
        catch (WarehouseException e)
        {
            return (reads, [], $"The engine does not take it as a SELECT: {e.Message.Split('\n')[0].Trim().TrimEnd('.', '!')}.");
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        warehouse.Detach(Catalog);
    }
}
