using System.Text.Json;
using Kmen.Models.Building;
using Kmen.Warehouse;

namespace Kmen.Models.State;

/// <summary>The table <c>ops.models</c> of a database.</summary>
public static class BuiltModelTable
{
    const string Columns =
        """
        model varchar, kind varchar, file varchar, version varchar, content varchar, header varchar, inputs varchar, rows bigint, replaced_rows bigint,
        sequence bigint, log_from bigint, built_at timestamp, run_id varchar, way varchar, reason varchar
        """;

    const string Failing = "failing";

    /// <summary>The steps of the raw store's schema: what is known of staging tables, and the log of their changes.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("models", 1,
            $"""
            create schema if not exists ops;
            create schema if not exists changes;
            create table ops.models ({Columns});
            create table ops.model_versions (model varchar, sequence bigint, version varchar);
            create table ops.model_files (model varchar, source varchar, file_id bigint, loaded varchar);
            """),
        new("models", 2, $"alter table ops.models add column {Failing} varchar"),
        // Logs say of each row whether it came or went: those that do not begin anew, and who reads their tables is built whole once.
        new("models", 3, "drop schema changes cascade; create schema changes; delete from ops.model_versions"),
    ];

    /// <summary>Reads all rows; empty where the database has no such table.</summary>
    /// <param name="session">A session.</param>
    /// <param name="catalog">The attached database.</param>
    /// <returns>What was built, by name in lower case.</returns>
    public static IReadOnlyDictionary<string, BuiltModel> Read(IWarehouseSession session, string catalog)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.Scalar<long>("select count(*) from duckdb_tables() where database_name = $1 and schema_name = 'ops' and table_name = 'models'", [catalog]) == 0)
        {
            return new Dictionary<string, BuiltModel>();
        }

        var knowsFailing = session.Scalar<long>(
            "select count(*) from duckdb_columns() where database_name = $1 and schema_name = 'ops' and table_name = 'models' and column_name = $2", [catalog, Failing]) > 0;
        return session.List(
            $"""
            select model, kind, file, version, content, header, inputs, rows, replaced_rows, sequence, log_from, built_at, run_id, way, reason, {(knowsFailing ? Failing : "null::varchar")}
            from {SqlText.Names(catalog, "ops", "models")}
            """,
            row => new BuiltModel(row.GetString(0), row.GetString(3))
            {
                Kind = row.GetString(1),
                File = row.Text(2),
                Content = row.GetString(4),
                Header = row.GetString(5),
                Inputs = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(6))!,
                Rows = row.GetInt64(7),
                ReplacedRows = row.GetInt64(8),
                Sequence = row.GetInt64(9),
                LogFrom = row.GetInt64(10),
                BuiltAt = row.GetDateTime(11),
                RunId = row.GetString(12),
                Way = row.GetString(13),
                Reason = row.GetString(14),
                Failing = row.Text(15) is { } failing ? JsonSerializer.Deserialize<long[]>(failing) : null,
            }).ToDictionary(model => model.Name.ToLowerInvariant());
    }

    /// <summary>Writes the table of the candidate anew.</summary>
    /// <param name="session">A session.</param>
    /// <param name="models">What was built and what was carried over.</param>
    public static void WriteCandidate(IWarehouseSession session, IEnumerable<BuiltModel> models)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute($"create schema if not exists {Catalogs.Build}.ops; create or replace table {Catalogs.Build}.ops.models ({Columns}, {Failing} varchar)");
        session.Append(Catalogs.Build, "ops", "models", models.OrderBy(model => model.Name, StringComparer.Ordinal).Select(Row));
        TableComment.Write(session, Catalogs.Build, BuiltModelComments.Models);
    }

    /// <summary>Puts one row in the place of the old one, in the raw store and in the caller's transaction.</summary>
    /// <param name="session">A session in a transaction.</param>
    /// <param name="model">What was built.</param>
    public static void WriteRaw(IWarehouseSession session, BuiltModel model)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(model);
        session.Execute($"delete from {Catalogs.Raw}.ops.models where lower(model) = lower($1)", [model.Name]);
        session.Append(Catalogs.Raw, "ops", "models", [Row(model)]);
    }

    static object?[] Row(BuiltModel model) =>
    [
        model.Name, model.Kind, model.File, model.Version, model.Content, model.Header,
        JsonSerializer.Serialize(model.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).ToDictionary()), model.Rows, model.ReplacedRows, model.Sequence,
        model.LogFrom, model.BuiltAt, model.RunId, model.Way, model.Reason, model.Failing is null ? null : JsonSerializer.Serialize(model.Failing),
    ];
}
