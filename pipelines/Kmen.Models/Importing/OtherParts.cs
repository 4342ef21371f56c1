using System.Globalization;

namespace Kmen.Models.Importing;

/// <summary>What a dbt project has beside tables and tests: told, each with a reason and a way out.</summary>
internal static class OtherParts
{
    internal static void Run(ImportDraft draft)
    {
        Each("exposures", "exposures", "Kmen does not keep who reads its tables.", "Name the readers in the descriptions; audiences and destinations are written in sql/audiences and kmen.yml.");
        Each("metrics", "metrics", "There is no layer of metrics.", "Write it as a model of marts with the grain that people ask for.");
        Each("semantic_models", "semantic models", "There is no layer of metrics.", "Its columns and descriptions stand in the model itself.");
        Each("saved_queries", "saved queries", "There is no layer of metrics.", "Write it as a model, which is published as a table and as Parquet.");
        foreach (var node in draft.Manifest.Nodes.Values.OrderBy(node => node.Id, StringComparer.Ordinal))
        {
            switch (node.Kind)
            {
                case "operation":
                    draft.LeaveTogether("hooks", node, "Nothing is run before or after a build.", "Functions go to sql/functions/duckdb.sql; what runs beside the night belongs to your scheduler.");
                    break;
                case "analysis":
                    draft.LeaveTogether("analyses", node, "They make no table.", "Run them with `kmen query`; their compiled text is in dbt's target/compiled.");
                    break;
                case "sql_operation" or "rpc" or "function":
                    draft.Leave($"{node.Kind} {node.Name}", node.File, "It is no table and no test.", "Functions of SQL go to sql/functions/duckdb.sql.");
                    break;
            }
        }

        var disabled = draft.Manifest.Json.Entries("disabled");
        if (disabled.Count > 0)
        {
            draft.Leave(string.Create(CultureInfo.InvariantCulture, $"{disabled.Count} disabled nodes"), "", "dbt does not compile what is disabled.", "Enable in dbt what is still wanted, compile and import again.");
        }

        var macros = draft.Manifest.Json.Entries("macros").Where(macro => macro.Value.Text("package_name") == draft.Manifest.ProjectName)
            .Select(macro => macro.Value.Text("name")).OfType<string>().Where(name => !name.StartsWith("test_", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (macros.Count > 0)
        {
            draft.Leave(
                "macros: " + string.Join(", ", macros), "macros/", "A model is plain SQL; what macros, vars and loops made stands in it as it was compiled.",
                "A macro that computes a value from values can be a function: `create or replace macro` in sql/functions/duckdb.sql.");
        }

        if (draft.Manifest.Adapter is not ("duckdb" or ""))
        {
            draft.Leave(
                $"the dialect of {draft.Manifest.Adapter}", "", "The SQL was compiled for another engine and is left as it is; what DuckDB does not take is in left-out/.",
                "Best run the dbt project on dbt-duckdb first, then import it; or correct each text in left-out/ and move it to sql/.");
        }

        void Each(string key, string shown, string reason, string wayOut)
        {
            foreach (var node in draft.Manifest.Json.Entries(key).Select(entry => new DbtNode(entry.Key, entry.Value)).OrderBy(node => node.Id, StringComparer.Ordinal))
            {
                draft.LeaveTogether(shown, node, reason, wayOut);
            }
        }
    }
}
