namespace Kmen.Models.Importing;

/// <summary>
/// A dbt snapshot becomes two models: the versions, with Kmen's <c>valid_from</c> and <c>valid_to</c>, and a view over it of dbt's name with dbt's columns, for those who read it.
/// </summary>
internal static class SnapshotImport
{
    static readonly string[] Own = ["valid_from", "valid_to", "recorded_as_of"];

    /// <summary>How versions are told apart, for the header.</summary>
    internal static string Settings(DbtNode node) => node.Json.Text("config", "strategy") == "timestamp"
        ? $"{{ updated_at: {YamlText.Of(SqlNames.Column(node.Json.Text("config", "updated_at")) ?? "updated_at")} }}"
        : $"{{ compare: {YamlText.List(node.Json.Texts("config", "check_cols") is ["all"] ? [] : node.Json.Texts("config", "check_cols").Select(column => SqlNames.Column(column) ?? column))} }}";

    internal static void Add(DbtNode node, string sql, ImportDraft draft)
    {
        var meant = TablePlaces.SchemaOf(node);
        var schema = meant == TablePlaces.Staging ? TablePlaces.Marts : meant;
        var (_, view) = draft.Places.Take(schema, node.Table, node.Json.Text("schema") ?? "dbt");
        var (_, versions) = draft.Places.Take(schema, view + "_versions", node.Json.Text("schema") ?? "dbt");
        draft.Relations.Add(node.Relation!, node.Table, schema, view);
        var key = node.Json.Texts("config", "unique_key").Select(SqlNames.Column).ToList();
        var updated = SqlNames.Column(node.Json.Text("config", "updated_at"));
        var strategy = node.Json.Text("config", "strategy");
        var made = draft.Trial.Try(sql).Columns;
        var fault = key.Count == 0 || key.Contains(null) ? "Its unique_key is no column, or a list of columns."
            : strategy is not ("timestamp" or "check") ? $"Its strategy {strategy} is neither timestamp nor check."
            : strategy == "timestamp" && updated is null ? "Its updated_at is no column."
            : made.FirstOrDefault(column => Own.Contains(column.Name, StringComparer.OrdinalIgnoreCase)).Name is { } taken ? $"It has a column {taken}, which Kmen adds itself." : null;
        var moment = strategy == "timestamp" ? made.FirstOrDefault(column => ImportedHeader.Same(column.Name, updated)).Type ?? "timestamp" : "timestamp";
        var model = draft.Add(node, schema, versions, sql, fault, columns => [.. columns, ("valid_from", moment), ("valid_to", moment), ("recorded_as_of", "timestamp")]);
        if (model.IsLeftOut)
        {
            draft.ById[node.Id] = model;
            return;
        }

        var shown = new DbtNode(node.Id, System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, object?>
        {
            ["resource_type"] = "model", ["name"] = node.Name, ["original_file_path"] = node.File, ["config"] = new Dictionary<string, object?> { ["materialized"] = "view" },
            ["description"] = $"The versions of {schema}.{versions} under the names that dbt gives them.",
        }));
        draft.ById[node.Id] = draft.Add(shown, schema, view, View(node, schema, versions, key!, strategy!, updated, made, draft.Names));
        draft.Count("snapshots");
        draft.LeaveTogether(
            "versions so far of snapshots", node, "They stand in dbt's database; Kmen begins a history of its own with the first run.",
            "Keep the old table: exported to a file and written as a source, it can be put above the new one with `union all`.");
        if (node.Json.Text("config", "hard_deletes") is var deletes && deletes != "invalidate" && !node.Json.IsTrue("config", "invalidate_hard_deletes"))
        {
            draft.Leave(
                $"snapshot {node.Name}, hard_deletes: {deletes ?? "ignore"}", node.File, "In Kmen the version of a row that is gone ends at the run's moment (dbt: invalidate).",
                "Who wants rows that are gone to stay reads those without a later version of the same key.");
        }
    }

    static string View(DbtNode node, string schema, string versions, List<string> key, string strategy, string? updated, IReadOnlyList<(string Name, string Type)> made, SqlNames names)
    {
        string Named(string column) => names.Of(node.Json.Text("config", "snapshot_meta_column_names", column) ?? column);
        var hashed = key.Append(strategy == "timestamp" ? updated! : "valid_from").Select(column => $"coalesce({names.Of(column)}::varchar, '')");
        var until = node.Json.Text("config", "dbt_valid_to_current") is { } current ? $"coalesce(valid_to, {current})" : "valid_to";
        return $"""
            select
                {string.Join(",\n    ", made.Select(column => names.Of(column.Name)))},
                md5({string.Join(" || '|' || ", hashed)}) as {Named("dbt_scd_id")},
                valid_from as {Named("dbt_updated_at")},
                valid_from as {Named("dbt_valid_from")},
                {until} as {Named("dbt_valid_to")}
            from {names.Of(schema, versions)}
            """;
    }
}
