using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Selecting;
using Kmen.Models.UnitTesting;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Documentation;

/// <summary>
/// The columns of all tables without a row of any: sources by their contract, models by running their text over empty tables, what the engine makes as it is published.
/// So the columns of a model fit its text as it stands, are known before the first night, and nothing that a run holds is opened.
/// </summary>
internal sealed class TableShapes
{
    readonly Dictionary<string, IReadOnlyList<(string Name, string Type)>> columns = [];
    readonly IWarehouseSession session;

    TableShapes(IWarehouseSession session) => this.session = session;

    /// <summary>Makes the empty tables in the session's own database.</summary>
    /// <param name="session">A session on an empty database; the publication is attached as <see cref="Catalogs.Previous"/> where there is one.</param>
    /// <param name="workspace">The configuration.</param>
    /// <param name="nodes">Sources, models and steps, each after what it reads.</param>
    /// <param name="functions">The text that defines the workspace's functions, or null.</param>
    /// <param name="cancellation">Interrupts.</param>
    internal static TableShapes Make(IWarehouseSession session, WorkspaceConfiguration workspace, IReadOnlyList<GraphNode> nodes, string? functions, CancellationToken cancellation)
    {
        var shapes = new TableShapes(session);
        if (functions is not null)
        {
            session.Execute(functions, cancellation: cancellation);
        }

        foreach (var source in workspace.Sources)
        {
            shapes.Empty($"raw.{source.Name.ToLowerInvariant()}",
            [
                .. source.Columns.Select(column => (column.Name, source.Format == SourceFormat.Parquet && column.DateFormat is null ? column.Type : "varchar")),
                ("_file_id", "bigint"), ("_line_number", "bigint"),
            ]);
        }

        foreach (var node in nodes.Where(node => node.Kind is not ("source" or "check")))
        {
            cancellation.ThrowIfCancellationRequested();
            shapes.Add(node);
        }

        return shapes;
    }

    /// <summary>The columns of a table; empty where they are not known.</summary>
    /// <param name="table">The table as schema.name in lower case.</param>
    internal IReadOnlyList<(string Name, string Type)> Of(string table) => columns.GetValueOrDefault(table, []);

    void Add(GraphNode node)
    {
        foreach (var table in node.Makes)
        {
            if (node.Model is { } model && ByText(table, model))
            {
                continue;
            }

            if (KnownColumns.Of(session, table) is { Count: > 0 } published)
            {
                Empty(table, published);
            }
        }
    }

    /// <summary>False where the text cannot be run over what is known: it reads a table of the engine that no night has made yet, or it is wrong.</summary>
    bool ByText(string table, Model model)
    {
        try
        {
            Schema(table);
            session.Execute($"create table {SqlText.Names(table.Split('.'))} as select * from ({model.Sql}\n) shape limit 0");
            if (model.Materialization == Materialization.Snapshot)
            {
                session.Execute($"alter table {SqlText.Names(table.Split('.'))} add column valid_from timestamp; alter table {SqlText.Names(table.Split('.'))} add column valid_to timestamp");
            }

            columns[table] = session.List($"describe {SqlText.Names(table.Split('.'))}", row => (row.GetString(0), row.GetString(1)));
            return true;
        }
        catch (WarehouseException)
        {
            return false;
        }
    }

    void Empty(string table, IReadOnlyList<(string Name, string Type)> shape)
    {
        Schema(table);
        session.Execute($"create table {SqlText.Names(table.Split('.'))} ({string.Join(", ", shape.Select(column => $"{SqlText.Name(column.Name)} {column.Type}"))})");
        columns[table] = shape;
    }

    void Schema(string table) => session.Execute($"create schema if not exists {SqlText.Name(table[..table.IndexOf('.', StringComparison.Ordinal)])}");
}
