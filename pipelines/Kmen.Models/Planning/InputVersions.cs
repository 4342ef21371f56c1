using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.State;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Planning;

/// <summary>The versions of what no step makes: the loaded exports, and what Kmen itself keeps of persons.</summary>
public static class InputVersions
{
    /// <summary>The version of each raw table, by <c>raw.name</c> in lower case: its loaded files and its contract.</summary>
    /// <param name="workspace">The configuration.</param>
    /// <param name="session">A session that sees the raw store.</param>
    /// <returns>The versions.</returns>
    public static IReadOnlyDictionary<string, string> OfSources(WorkspaceConfiguration workspace, IWarehouseSession session)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(session);
        var loaded = session.List(
            $"""
            select source, md5(string_agg(file_id || '|' || path || '|' || content_hash || '|' || coalesce(contract, '') || '|' || rows_loaded, ',' order by file_id))
            from {Catalogs.Raw}.ops.files where loaded_hash is not null group by source
            """,
            row => (Source: row.GetString(0), Files: row.GetString(1))).ToDictionary(source => source.Source, source => source.Files);
        return workspace.Sources.ToDictionary(
            source => $"raw.{source.Name.ToLowerInvariant()}",
            source => Hash.Of([loaded.GetValueOrDefault(source.Name, ""), .. source.Columns.Select(column => $"{column.Name} {column.Type} {column.DateFormat}")]));
    }

    /// <summary>A hash of what Kmen keeps of persons; it tells whether anything was decided since a step ran.</summary>
    /// <param name="session">A session that sees the kept database.</param>
    /// <returns>The hash.</returns>
    public static string OfRegistry(IWarehouseSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var tables = session.List(
            "select table_name from duckdb_tables() where database_name = $1 and schema_name = 'registry' order by table_name", row => row.GetString(0), [Catalogs.State]);
        return Hash.Of(tables.Select(table => session.Scalar<string>(string.Create(
            CultureInfo.InvariantCulture, $"select '{table} ' || count(*) || ' ' || coalesce(bit_xor(hash(kept)), 0) from {SqlText.Names(Catalogs.State, "registry", table)} kept"))!));
    }
}
