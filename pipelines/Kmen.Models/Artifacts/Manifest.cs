using System.Text.Json;
using Kmen.Models.Selecting;
using Kmen.Models.Testing;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Artifacts;

/// <summary>Writes <c>manifest.json</c>: what the workspace consists of, with dbt's names of fields where they mean the same.</summary>
public static class Manifest
{
    /// <summary>Writes the file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="workspace">The configuration.</param>
    /// <param name="nodes">Sources, models, checks and steps.</param>
    /// <param name="generatedAt">Real time, UTC.</param>
    public static void Write(string file, WorkspaceConfiguration workspace, IReadOnlyList<GraphNode> nodes, DateTime generatedAt)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(nodes);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        var makers = nodes.SelectMany(node => node.Makes.Select(table => (table, node))).ToDictionary(pair => pair.table, pair => pair.node);
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("generated_at", generatedAt);
        json.WriteString("project_name", workspace.Name);
        json.WriteString("adapter_type", "duckdb");
        json.WriteEndObject();
        json.WriteStartObject("sources");
        foreach (var source in workspace.Sources)
        {
            Source(json, workspace, source);
        }

        json.WriteEndObject();
        json.WriteStartObject("nodes");
        foreach (var node in nodes.Where(node => node.Kind != "source"))
        {
            Node(json, workspace.Name, node, makers);
        }

        json.WriteEndObject();
        Map(json, "parent_map", nodes.Select(node => (UniqueId(workspace.Name, node), Parents(node, makers))), workspace.Name);
        var children = nodes.SelectMany(node => Parents(node, makers).Select(parent => (parent, node))).ToLookup(pair => pair.parent, pair => pair.node);
        Map(json, "child_map", nodes.Select(node => (UniqueId(workspace.Name, node), children[node].Distinct())), workspace.Name);
        json.WriteEndObject();
    }

    /// <summary>The name of a node in manifest and results.</summary>
    /// <param name="project">The workspace's name.</param>
    /// <param name="node">The node.</param>
    /// <returns>Such as <c>model.retailer.marts.orders</c>.</returns>
    public static string UniqueId(string project, GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return $"{Selector.ResourceType(node)}.{project}.{node.Name}";
    }

    static IEnumerable<GraphNode> Parents(GraphNode node, Dictionary<string, GraphNode> makers) =>
        node.Reads.Select(table => makers.GetValueOrDefault(table)).OfType<GraphNode>().Where(parent => parent != node).Distinct();

    static void Map(Utf8JsonWriter json, string name, IEnumerable<(string Id, IEnumerable<GraphNode> Others)> entries, string project)
    {
        json.WriteStartObject(name);
        foreach (var (id, others) in entries)
        {
            json.WriteStartArray(id);
            foreach (var other in others)
            {
                json.WriteStringValue(UniqueId(project, other));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    static void Source(Utf8JsonWriter json, WorkspaceConfiguration workspace, SourceConfiguration source)
    {
        json.WriteStartObject($"source.{workspace.Name}.raw.{source.Name}");
        json.WriteString("unique_id", $"source.{workspace.Name}.raw.{source.Name}");
        json.WriteString("resource_type", "source");
        json.WriteString("schema", "raw");
        json.WriteString("name", source.Name);
        json.WriteString("description", source.Description ?? "");
        json.WriteString("loaded_at_field", source.EventTime);
        Columns(json, source.Columns.Select(column => (column.Name, column.Description ?? "", (string?)column.Type)));
        json.WriteEndObject();
    }

    static void Node(Utf8JsonWriter json, string project, GraphNode node, Dictionary<string, GraphNode> makers)
    {
        var (schema, name) = (node.Name[..node.Name.IndexOf('.', StringComparison.Ordinal)], node.Name[(node.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        json.WriteStartObject(UniqueId(project, node));
        json.WriteString("unique_id", UniqueId(project, node));
        json.WriteString("resource_type", Selector.ResourceType(node));
        json.WriteString("schema", schema);
        json.WriteString("name", name);
        json.WriteString("relation_name", node.Makes.Count > 0 ? node.Makes[0] : null);
        json.WriteString("description", node.Model?.Description ?? "");
        json.WriteString("original_file_path", node.Model?.File);
        json.WriteString("raw_code", node.Model?.Sql);
        json.WriteString("compiled_code", node.Model?.Sql);
        Texts(json, "tags", node.Model?.Tags ?? []);
        json.WriteStartObject("config");
        json.WriteString("materialized", node.Kind);
        Texts(json, "tags", node.Model?.Tags ?? []);
        Texts(json, "unique_key", node.Model?.Grain ?? []);
        if (node is { Kind: "check", Model: { } check })
        {
            json.WriteString("severity", Severity(check.Bounds.Severity));
        }

        json.WriteStartObject("meta");
        json.WriteString("owner", node.Model?.Owner);
        json.WriteEndObject();
        json.WriteEndObject();
        var described = node.Model?.Columns ?? new Dictionary<string, string>();
        var promised = node.Model?.Contract ?? new Dictionary<string, string>();
        Columns(json, described.Keys.Union(promised.Keys).Select(column => (column, described.GetValueOrDefault(column, ""), promised.GetValueOrDefault(column))));
        json.WriteStartObject("depends_on");
        Texts(json, "nodes", Parents(node, makers).Select(parent => UniqueId(project, parent)));
        json.WriteEndObject();
        json.WriteStartArray("data_tests");
        foreach (var test in node.Model?.Tests ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", test.Kind);
            json.WriteString("column_name", test.Column);
            json.WriteString("severity", Severity(test.Severity));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static string Severity(TestSeverity severity) => severity == TestSeverity.Error ? "error" : "warn";

    static void Columns(Utf8JsonWriter json, IEnumerable<(string Name, string Description, string? Type)> columns)
    {
        json.WriteStartObject("columns");
        foreach (var (name, description, type) in columns)
        {
            json.WriteStartObject(name);
            json.WriteString("name", name);
            json.WriteString("description", description);
            json.WriteString("data_type", type);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
