using System.Globalization;

namespace Kmen.Models.Importing;

/// <summary>Decides in which schema each table goes, and keeps names apart.</summary>
internal sealed class TablePlaces
{
    internal const string Staging = "staging";
    internal const string Marts = "marts";

    /// <summary>Schemas that Kmen fills itself, folders that are no schemas, and names of databases.</summary>
    static readonly string[] Kept =
    [
        "raw", "ops", "identity", "audiences", "predictions", "activation", "registry", "changes", "functions", "checks", "main", "temp", "system", "information_schema", "pg_catalog",
        "build", "state", "previous", "published", "raw_store", "unit_test", "workspace_view",
    ];

    readonly HashSet<string> taken = [];

    /// <summary>The schema that a model is meant for: its own where dbt's configuration names one, staging by folder or name, marts else.</summary>
    internal static string SchemaOf(DbtNode node)
    {
        if ((node.Json.Text("config", "schema") ?? node.Json.Text("config", "target_schema")) is { } custom)
        {
            var schema = SqlNames.Identifier(custom);
            return Kept.Contains(schema) ? "dbt_" + schema : schema;
        }

        var folders = node.Json.Texts("fqn").Skip(1).SkipLast(1);
        return folders.Contains(Staging, StringComparer.OrdinalIgnoreCase) || node.Name.StartsWith("stg_", StringComparison.OrdinalIgnoreCase) ? Staging : Marts;
    }

    /// <summary>Takes a name; one that is taken already gets the schema of dbt, then a number, behind it.</summary>
    internal (string Schema, string Table) Take(string schema, string table, string dbtSchema)
    {
        var clean = string.Concat(table.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));
        var name = clean;
        for (var copy = 1; !taken.Add($"{schema}.{name}".ToLowerInvariant()); copy++)
        {
            name = copy == 1 ? $"{clean}_{SqlNames.Identifier(dbtSchema)}" : string.Create(CultureInfo.InvariantCulture, $"{clean}_{copy}");
        }

        return (schema, name);
    }
}
