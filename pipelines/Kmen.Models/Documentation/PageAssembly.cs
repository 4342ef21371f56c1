using Kmen.Models.Analysis;
using Kmen.Models.Artifacts;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.Selecting;
using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Documentation;

/// <summary>Gathers what the page of a workspace shows: from its files, and from what is published where something is.</summary>
/// <param name="workspace">The configuration.</param>
/// <param name="models">The models and checks.</param>
/// <param name="nodes">Sources, models, checks and steps, each after what it reads.</param>
/// <param name="session">A session on an empty database of its own, in which empty tables are made.</param>
public sealed class PageAssembly(WorkspaceConfiguration workspace, ModelSet models, IReadOnlyList<GraphNode> nodes, IWarehouseSession session)
{
    /// <summary>The name under which <c>published/ops.duckdb</c> is to be attached, where it is there.</summary>
    public const string Operations = OpsHistory.Catalog;

    /// <summary>Makes the page.</summary>
    /// <param name="target">The target.</param>
    /// <param name="publication">The night that is attached as <see cref="Catalogs.Previous"/>, or null.</param>
    /// <param name="hasOperations">Whether <see cref="Operations"/> is attached.</param>
    /// <param name="generatedAt">Real time, UTC.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <returns>The page.</returns>
    public WorkspacePage Make(string target, PublishedNight? publication, bool hasOperations, DateTime generatedAt, CancellationToken cancellation)
    {
        var functions = WorkspaceFunctions.Text(workspace.Root);
        var history = OpsHistory.Read(session, hasOperations, publication is not null);
        var shapes = TableShapes.Make(session, workspace, nodes, cancellation);
        var lineage = new PageLineage(models, nodes, FunctionTraits.Read(session, functions), shapes);
        var comments = publication is null ? [] : Comments();
        var tables = new List<PageTable>();
        var places = nodes.SelectMany((node, place) => node.Makes.Select(table => (table, place))).ToDictionary(pair => pair.table, pair => pair.place);
        var shown = new List<PageNode>();
        foreach (var (node, place) in nodes.Select((node, place) => (node, place)))
        {
            var first = tables.Count;
            tables.AddRange(node.Makes.Select(table => Table(lineage, history, comments, node, place, table)));
            shown.Add(Node(node, history) with
            {
                Reads = [.. node.Reads.Select(table => places.GetValueOrDefault(table, -1)).Where(other => other >= 0 && other != place).Distinct().Order()],
                Makes = [.. Enumerable.Range(first, tables.Count - first)],
            });
        }

        return new WorkspacePage(workspace.Name, target, generatedAt)
        {
            TimeZone = workspace.TimeZone.Id,
            Publication = publication,
            Runs = history.Runs,
            Nodes = shown,
            Tables = tables,
            Sets = lineage.Sets,
            ColumnNames = lineage.Names,
            Nights = history.Nights,
            Destinations = [.. workspace.Destinations.Select(destination => new PageDestination(
                destination.Name, destination.Kind.ToString().ToLowerInvariant(), destination.Channel, destination.Audiences, destination.Armed))],
            Purposes = workspace.Purposes.ToDictionary(purpose => purpose.Key, purpose => Word(purpose.Value.LegalBasis.ToString())),
        };
    }

    PageTable Table(PageLineage lineage, OpsHistory history, Dictionary<string, string> comments, GraphNode node, int place, string table)
    {
        var source = Source(node);
        var described = source?.Columns.Where(column => column.Description is not null).ToDictionary(column => column.Name, column => column.Description!, StringComparer.OrdinalIgnoreCase)
            ?? node.Model?.Columns;
        var types = source?.Columns.ToDictionary(column => column.Name, column => column.Type, StringComparer.OrdinalIgnoreCase);
        var made = lineage.Table(
            new PageTable(table, place) { Description = source?.Description ?? node.Model?.Description ?? comments.GetValueOrDefault(table), History = history.Rows(table) }, node.Model,
            column => described?.GetValueOrDefault(column) ?? comments.GetValueOrDefault($"{table}.{column}".ToLowerInvariant()));

        // Text formats are loaded as sent; what matters to a reader is the contract's type.
        return types is null ? made : made with { Columns = [.. made.Columns.Select(column => column with { Type = types.GetValueOrDefault(column.Name, column.Type ?? "") })] };
    }

    PageNode Node(GraphNode node, OpsHistory history)
    {
        var model = node.Model;
        var shown = new PageNode(node.Name, node.Kind, Manifest.UniqueId(workspace.Name, node))
        {
            LastRun = history.Step(node.Kind == "source" ? "ingest " + node.Name["raw.".Length..] : node.Name),
            LastBuild = history.Build(node.Name),
        };
        if (Source(node) is { } source)
        {
            return shown with
            {
                Description = source.Description,
                Source = history.Files(source.Name, new PageSource(
                    Shown(source.Folder), source.Files, Word(source.Format.ToString()), Word(source.Load.ToString()), source.Key, source.EventTime)),
            };
        }

        return model is null ? shown : shown with
        {
            Description = model.Description,
            File = model.File,
            Owner = model.Owner,
            Tags = model.Tags,
            Grain = model.Grain,
            EventTime = model.EventTime,
            Purpose = model.Purpose,
            Channel = model.Channel,
            Sql = model.Sql,
            Tests = node.Kind == "check"
                ? [(history.Test(model.File, "check", null, 0) ?? new PageTest("check", null, "")) with { Severity = Word(model.Bounds.Severity.ToString()) }]
                : [.. Tests(model, history), .. history.UnitTests(model.FullName)],
        };
    }

    static IEnumerable<PageTest> Tests(Model model, OpsHistory history)
    {
        var seen = new Dictionary<(string, string?), int>();
        foreach (var test in model.Tests)
        {
            var place = seen.GetValueOrDefault((test.Kind, test.Column));
            seen[(test.Kind, test.Column)] = place + 1;
            var severity = Word(test.Severity.ToString());
            var found = history.Test(model.FullName, test.Kind, test.Column, place) ?? new PageTest(test.Kind, test.Column, severity);
            yield return found with { Severity = severity, Detail = test.Kind == "not_null" ? null : test.Condition?.Replace("\n", "", StringComparison.Ordinal) ?? test.Reads };
        }
    }

    SourceConfiguration? Source(GraphNode node) => node.Kind == "source" ? workspace.Sources.First(source => node.Name == $"raw.{source.Name}") : null;

    /// <summary>What the publication says of the tables of the engine and their columns, by name in lower case.</summary>
    Dictionary<string, string> Comments() => session.List(
        $"""
        select lower(schema_name || '.' || table_name), comment from duckdb_tables() where database_name = '{Catalogs.Previous}' and comment is not null
        union all
        select lower(schema_name || '.' || table_name || '.' || column_name), comment from duckdb_columns() where database_name = '{Catalogs.Previous}' and comment is not null
        """,
        row => (Name: row.GetString(0), Comment: row.GetString(1))).ToDictionary(found => found.Name, found => found.Comment);

    /// <summary>A folder relative to the workspace where it lies inside.</summary>
    string Shown(string folder) => Path.GetRelativePath(workspace.Root, folder) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;

    /// <summary>A name of the code as kmen.yml writes it.</summary>
    static string Word(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
