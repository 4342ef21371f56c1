using System.Text.Json;

namespace Kmen.Models.Importing;

/// <summary>One thing of a dbt manifest: a model, seed, snapshot, source, test, operation.</summary>
/// <param name="Id">Its <c>unique_id</c>.</param>
/// <param name="Json">Everything that the manifest says of it.</param>
internal sealed record DbtNode(string Id, JsonElement Json)
{
    internal string Kind => Json.Text("resource_type") ?? Id[..Math.Max(0, Id.IndexOf('.', StringComparison.Ordinal))];

    internal string Name => Json.Text("name") ?? Id;

    /// <summary>The table's name in dbt's database.</summary>
    internal string Table => Json.Text("identifier") ?? Json.Text("alias") ?? Name;

    /// <summary>Where it stands in the dbt project.</summary>
    internal string File => Json.Text("original_file_path") ?? "";

    /// <summary>How dbt writes its table in compiled SQL, or null where it has none.</summary>
    internal string? Relation => Json.Text("relation_name");

    internal string? CompiledCode => Json.Text("compiled_code");

    internal string? Description => Json.Text("description");

    internal string Materialized => Json.Text("config", "materialized") ?? "table";

    internal bool IsEphemeral => Materialized == "ephemeral";

    internal bool IsPython => Json.Text("language") == "python";

    internal IReadOnlyList<string> DependsOn => Json.Texts("depends_on", "nodes");

    internal IReadOnlyList<string> Tags => [.. Json.Texts("tags").Concat(Json.Texts("config", "tags")).Distinct()];

    /// <summary>The columns that its YAML names, with what it says of them.</summary>
    internal IReadOnlyList<(string Name, JsonElement Json)> Columns => [.. Json.Entries("columns").Select(column => (column.Value.Text("name") ?? column.Key, column.Value))];

    /// <summary>What stands under <c>meta</c>.</summary>
    internal IReadOnlyList<(string Key, JsonElement Value)> Meta => Json.Entries("meta") is { Count: > 0 } meta ? meta : Json.Entries("config", "meta");
}
