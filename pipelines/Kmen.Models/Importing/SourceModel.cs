using Kmen.Warehouse;

namespace Kmen.Models.Importing;

/// <summary>The staging model that gives a source's rows the names and types of dbt's table.</summary>
internal static class SourceModel
{
    /// <summary>The SELECT over a raw table.</summary>
    internal static string Sql(ImportedSource source, SqlNames names) =>
        $"select\n    {string.Join(",\n    ", source.Columns.Select(column => Column(source, column, names)))}\nfrom raw.{source.Name}";

    static string Column(ImportedSource source, ImportedColumn column, SqlNames names)
    {
        var raw = names.Of(column.Name);
        var isText = ImportedColumn.IsText(column.EngineType);
        if (source.Format == "parquet")
        {
            var isKept = column.Type == ImportedColumn.ContractType(column.EngineType) && (column.Type != "string" || isText);
            return isKept && names.Of(column.Header) == raw ? raw : $"{raw}{(isKept ? "" : "::" + column.EngineType)} as {names.Of(column.Header)}";
        }

        var filled = $"nullif({raw}, '')";
        var typed = column.DateFormat is { } format ? $"strptime({filled}, {SqlText.Text(format)})::{column.EngineType}" : isText ? filled : $"{filled}::{column.EngineType}";
        return $"{typed} as {names.Of(column.Header)}";
    }
}
