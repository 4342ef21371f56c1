using System.Text.Json;

namespace Kmen.Models.Importing;

/// <summary>What dbt's YAML and configuration say of a table, in the words of a header.</summary>
internal static class ImportedHeader
{
    static readonly string[] Periods = ["warn_after", "error_after"];

    internal static ImportedModel Of(
        DbtNode node, string schema, string table, string sql, IReadOnlyList<(string Name, string Type)> made, IReadOnlyList<string> reads, bool isLeftOut, ImportDraft draft)
    {
        var shown = Shown(node);
        var (materialized, grain, snapshot) = Materialization(node, schema, made, reads, shown, draft);
        Others(node, shown, draft);
        return new ImportedModel
        {
            Schema = schema,
            Name = table,
            Sql = sql,
            Shown = shown,
            From = node.File,
            Description = node.Description,
            Grain = grain,
            Materialized = materialized,
            Snapshot = snapshot,
            Owner = Owner(node, draft.Manifest),
            Tags = node.Tags,
            EventTime = node.Json.Text("config", "event_time") is { } time && made.Any(column => Same(column.Name, time) && column.Type.StartsWith("TIMESTAMP", StringComparison.Ordinal) | column.Type == "DATE") ? time : null,
            Freshness = Freshness(node, shown, made, draft),
            Contract = node.Json.IsTrue("config", "contract", "enforced")
                ? [.. node.Columns.Where(column => column.Json.Text("data_type") is not null).Select(column => (column.Name, column.Json.Text("data_type")!))] : [],
            Columns = Columns(node, shown, made, isLeftOut, draft),
            Made = made,
            Reads = reads,
            IsLeftOut = isLeftOut,
        };
    }

    /// <summary>How the report calls a node.</summary>
    internal static string Shown(DbtNode node) => node.Kind == "source" ? $"source {node.Json.Text("source_name")}.{node.Name}" : $"{node.Kind} {node.Name}";

    static (string Materialized, IReadOnlyList<string> Grain, string? Snapshot) Materialization(
        DbtNode node, string schema, IReadOnlyList<(string Name, string Type)> made, IReadOnlyList<string> reads, string shown, ImportDraft draft)
    {
        if (node.Kind is "seed" or "source")
        {
            return ("view", [], null);
        }

        var key = node.Json.Texts("config", "unique_key").Select(SqlNames.Column).ToList();
        var isKey = key.Count > 0 && key.All(column => column is not null && (made.Count == 0 || made.Any(other => Same(other.Name, column))));
        if (node.Kind == "snapshot")
        {
            return ("snapshot", [.. key.OfType<string>()], SnapshotImport.Settings(node));
        }

        switch (node.Materialized)
        {
            case "table":
                return ("table", [], null);
            case "view" when schema != TablePlaces.Staging && reads.Any(table => table.StartsWith("raw.", StringComparison.Ordinal) || table.StartsWith("staging.", StringComparison.Ordinal)):
                draft.LeaveTogether("views that are tables now", node, "They read staging, which readers of the publication do not have.", "Nothing is to be done.");
                return ("table", [], null);
            case "view":
                return ("view", [], null);
            case "incremental" when isKey:
                Branch(node, shown, draft);
                return ("incremental", [.. key.OfType<string>()], null);
            case "incremental":
                Branch(node, shown, draft);
                draft.Leave(
                    shown + ", as incremental", node.File, key.Count == 0 ? "It has no unique_key, by which changed rows could be replaced." : "Its unique_key is no column that it makes.",
                    "It is a table, built whole; where a key identifies its rows, write `materialized: incremental` and `grain:` into its header.");
                return ("table", [], null);
            case var other:
                draft.Leave($"{shown}, materialized {other}", node.File, "Kmen has tables, views, incremental tables and snapshots.", "It is a table; every published table is written as Parquet, too.");
                return ("table", [], null);
        }
    }

    static void Branch(DbtNode node, string shown, ImportDraft draft)
    {
        if (!draft.Manifest.IsFullRefresh && node.Json.Text("raw_code")?.Contains("is_incremental()", StringComparison.Ordinal) == true)
        {
            draft.LeaveTogether(
                "is_incremental() in models", node, "A model is one text; the branch that dbt compiled stands in it, which is the whole one unless the table was there already.",
                "Kmen finds the changed keys itself. Look that no filter for new rows is left in the text; compiled with `dbt compile --full-refresh`, there is none.");
        }

        foreach (var key in (string[])["incremental_predicates", "merge_update_columns", "merge_exclude_columns"])
        {
            if (node.Json.At("config", key) is { } value && value.GetRawText() is not ("[]" or "\"\""))
            {
                draft.Leave($"{shown}, {key}", node.File, "Kmen replaces all columns of the keys that changed.", "Nothing is to be done where the text alone says what a row holds.");
            }
        }
    }

    static List<(string, string)> Columns(DbtNode node, string shown, IReadOnlyList<(string Name, string Type)> made, bool isLeftOut, ImportDraft draft)
    {
        var kept = new List<(string, string)>();
        foreach (var (name, json) in node.Columns.Where(column => column.Json.Text("description") is not null))
        {
            var column = SqlNames.Column(name) ?? name;
            if (isLeftOut || made.Any(other => Same(other.Name, column)))
            {
                kept.Add((column, json.Text("description")!));
            }
            else
            {
                draft.Leave(
                    $"{shown}, description of {name}", json.Text("patch_path") ?? Patch(node), "The SELECT makes no column of this name.",
                    made.Count == 0 ? "Correct the name." : $"Describe a column that is made: {string.Join(", ", made.Select(other => other.Name))}.");
            }
        }

        return kept;
    }

    static string? Owner(DbtNode node, DbtManifest manifest)
    {
        if (node.Meta.FirstOrDefault(entry => entry.Key == "owner").Value is { ValueKind: not JsonValueKind.Undefined } owner)
        {
            return JsonFields.Scalar(owner) ?? owner.Text("name") ?? owner.Text("email");
        }

        var group = node.Json.Text("group") ?? node.Json.Text("config", "group");
        return group is null ? null
            : manifest.Json.Entries("groups").Where(entry => entry.Value.Text("name") == group).Select(entry => entry.Value.Text("owner", "name") ?? entry.Value.Text("owner", "email")).FirstOrDefault() ?? group;
    }

    static string? Freshness(DbtNode node, string shown, IReadOnlyList<(string Name, string Type)> made, ImportDraft draft)
    {
        var parts = Periods.Select(key => (key, count: node.Json.Text("freshness", key, "count"), period: node.Json.Text("freshness", key, "period")))
            .Where(part => part.count is not null && part.period is not null).ToList();
        if (node.Kind != "source" || parts.Count == 0)
        {
            return null;
        }

        if (draft.Waiting.Contains(node.Id))
        {
            draft.Leave(shown + ", freshness", node.File, "The source is empty until it has a file, and an empty table is not fresh.", $"Then write into the header of its staging model: freshness: {Limits(node.Json.Text("loaded_at_field") ?? "loaded_at")}");
            return null;
        }

        if (SqlNames.Column(node.Json.Text("loaded_at_field")) is not { } column || !made.Any(other => Same(other.Name, column)) || node.Json.Text("freshness", "filter") is not null)
        {
            draft.Leave(
                shown + ", freshness", node.File, "Its loaded_at_field is missing or no column, or it has a filter.", "Write `freshness: { column: …, warn_after: 2 days }` into the header of its staging model.");
            return null;
        }

        return Limits(column);

        string Limits(string column) => $"{{ column: {YamlText.Of(column)}, {string.Join(", ", parts.Select(part => $"{part.key}: {part.count} {part.period}{(part.count == "1" ? "" : "s")}"))} }}";
    }

    /// <summary>What a configuration asks of dbt that no header can say.</summary>
    static void Others(DbtNode node, string shown, ImportDraft draft)
    {
        foreach (var hook in (string[])["pre-hook", "post-hook"])
        {
            if (node.Json.Items("config", hook).Count > 0)
            {
                draft.Leave($"{shown}, {hook}", node.File, "A model is one SELECT, with nothing run before or after it.", "What it prepares can be a model of its own, and a function a line of sql/functions/duckdb.sql.");
            }
        }

        if (node.Json.Entries("config", "grants").Count > 0)
        {
            draft.Leave(shown + ", grants", node.File, "The publication is a file.", "Who may read it is said by the rights of the folder published/.");
        }

        var meta = node.Meta.Select(entry => entry.Key).Where(key => key is not ("owner" or "external_location")).ToList();
        if (meta.Count > 0)
        {
            draft.Leave($"{shown}, meta", Patch(node), $"A header has no free fields; there stand: {string.Join(", ", meta)}.", "Say in the description, or as tags, what people need.");
        }

        if (node.Json.Text("config", "access") == "private" || node.Json.Text("access") == "private")
        {
            draft.Leave(shown + ", access: private", Patch(node), "Any model may read any other.", "Name its readers in the description.");
        }

        if (node.Kind == "model" && node.Json.IsTrue("config", "contract", "enforced"))
        {
            foreach (var constraint in node.Columns.SelectMany(column => column.Json.Items("constraints")).Concat(node.Json.Items("constraints"))
                .Where(constraint => constraint.Text("type") is "foreign_key" or "custom"))
            {
                draft.Leave($"{shown}, constraint {constraint.Text("type")}", Patch(node), "Keys are asserted by queries, which cost less than constraints.", "Write `relationships:` or `expression:` under tests in its header.");
            }
        }
    }

    static string Patch(DbtNode node) => node.Json.Text("patch_path") is { } patch ? patch[(patch.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..] : node.File;

    internal static bool Same(string a, string? b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
