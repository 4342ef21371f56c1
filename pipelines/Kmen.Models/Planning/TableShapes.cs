using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Selecting;
using Kmen.Models.Testing;
using Kmen.Models.UnitTesting;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Planning;

/// <summary>
/// The columns of all tables without a row of any: sources by their contract, models by running their text over empty tables, what the engine makes as it is published.
/// So the columns of a model fit its text as it stands, are known before the first night, and nothing that a run holds is opened.
/// </summary>
public sealed class TableShapes
{
    readonly HashSet<string> schemas = [];
    readonly HashSet<string> made = [];

    /// <summary>Those of them whose columns are what a run would make.</summary>
    readonly HashSet<string> known = [];
    readonly HashSet<GraphNode> byText = [];
    readonly Dictionary<string, IReadOnlyList<(string Name, string Type)>> columns = [];
    readonly List<(string Node, KmenException Error)> faults = [];
    readonly IWarehouseSession session;

    TableShapes(IWarehouseSession session) => this.session = session;

    /// <summary>What is wrong with texts, contracts and headers, told without a row of data: only of what reads nothing but known tables.</summary>
    public IReadOnlyList<(string Node, KmenException Error)> Faults => faults;

    /// <summary>Makes the empty tables in the session's own database.</summary>
    /// <param name="session">A session on an empty database; the publication is attached as <see cref="Catalogs.Previous"/> where there is one.</param>
    /// <param name="workspace">The configuration.</param>
    /// <param name="nodes">Sources, models and steps, each after what it reads.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <param name="isTried">Whether a node's text is tried; else its tables are as they are published. Default: all are tried.</param>
    /// <returns>The tables' columns.</returns>
    public static TableShapes Make(
        IWarehouseSession session, WorkspaceConfiguration workspace, IReadOnlyList<GraphNode> nodes, CancellationToken cancellation, Func<GraphNode, bool>? isTried = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(workspace);
        var shapes = new TableShapes(session);
        WorkspaceFunctions.Define(session, WorkspaceFunctions.Text(workspace.Root), cancellation);

        var needed = isTried is null ? null : nodes.Where(isTried).SelectMany(node => node.Reads.Concat(node.Makes)).ToHashSet();
        foreach (var source in workspace.Sources.Where(source => needed?.Contains($"raw.{source.Name.ToLowerInvariant()}") != false))
        {
            shapes.Empty($"raw.{source.Name.ToLowerInvariant()}",
            [
                .. source.Columns.Select(column => (column.Name, source.Format == SourceFormat.Parquet && column.DateFormat is null ? column.Type : "varchar")),
                ("_file_id", "bigint"), ("_line_number", "bigint"),
            ], isKnown: true);
        }

        foreach (var node in nodes.Where(node => node.Kind != "source"))
        {
            cancellation.ThrowIfCancellationRequested();
            var isOfText = isTried?.Invoke(node) != false;
            if (node.Kind != "check")
            {
                shapes.Add(node, isOfText, needed);
            }
            else if (isOfText)
            {
                shapes.Try(node, "describe ");
            }
        }

        shapes.faults.AddRange(ModelTesting.Faults(session, nodes.Where(shapes.byText.Contains).Select(node => node.Model!), shapes.known.Contains).Select(fault => (fault.Model.FullName, fault.Error)));
        return shapes;
    }

    /// <summary>The columns of a table; empty where they are not known.</summary>
    /// <param name="table">The table as schema.name in lower case.</param>
    /// <returns>Names and types.</returns>
    public IReadOnlyList<(string Name, string Type)> Of(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!columns.TryGetValue(table, out var found))
        {
            columns[table] = found = made.Contains(table) ? TableColumns.OfQuery(session, Quoted(table)) : [];
        }

        return found;
    }

    void Add(GraphNode node, bool isOfText, HashSet<string>? needed)
    {
        foreach (var table in node.Makes.Where(table => needed?.Contains(table) != false))
        {
            var isTried = isOfText && node.Model is not null;
            if (isTried && ByText(node, table, node.Model!))
            {
                continue;
            }

            if (KnownColumns.Of(session, table) is { Count: > 0 } published)
            {
                // What a text could not be tried for may have other columns after a run: nothing is told of those who read it.
                Empty(table, published, isKnown: !isTried);
            }
        }
    }

    /// <summary>False where the text cannot be run over what is known: it reads a table of the engine that no night has made yet, or it is wrong.</summary>
    bool ByText(GraphNode node, string table, Model model)
    {
        var target = Quoted(table);
        Schema(table);
        if (!Try(node, $"create table {target} as select * from (", "\n) shape limit 0"))
        {
            return false;
        }

        made.Add(table);
        try
        {
            if (model.Materialization == Materialization.Snapshot)
            {
                SnapshotBuild.RequireColumns(model, [.. TableColumns.OfQuery(session, target).Select(column => column.Name)]);
                session.Execute(string.Join(";", SnapshotBuild.OwnColumns.Select(column => $"alter table {target} add column {column} timestamp")));
            }

            if (node.Kind == "audience")
            {
                AudienceColumns.Require(model, TableColumns.OfQuery(session, target).Select(column => column.Name));
            }

            ModelContract.Require(session, model, target);
            ModelTable.RequireNames(session, model, target);
            known.Add(table);
            byText.Add(node);
        }
        catch (KmenException e)
        {
            faults.Add((node.Name, e));
        }

        return true;
    }

    /// <summary>Runs a text. Where it is refused though all that it reads is known, it is wrong.</summary>
    bool Try(GraphNode node, string before, string after = "")
    {
        try
        {
            session.Execute(before + node.Model!.Sql + after);
            return true;
        }
        catch (WarehouseException e)
        {
            if (node.Reads.All(known.Contains))
            {
                faults.Add((node.Name, SqlErrors.In(e, node.Model!, before.Length)));
            }

            return false;
        }
    }

    void Empty(string table, IReadOnlyList<(string Name, string Type)> shape, bool isKnown)
    {
        Schema(table);
        session.Execute($"create table {Quoted(table)} ({string.Join(", ", shape.Select(column => $"{SqlText.Name(column.Name)} {column.Type}"))})");
        made.Add(table);
        if (isKnown)
        {
            known.Add(table);
        }
    }

    static string Quoted(string table) => SqlText.Names(table.Split('.', 2));

    void Schema(string table)
    {
        var schema = table[..table.IndexOf('.', StringComparison.Ordinal)];
        if (schemas.Add(schema))
        {
            session.Execute($"create schema if not exists {SqlText.Name(schema)}");
        }
    }
}
