using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Files;

/// <summary>The workspace's own functions on DuckDB.</summary>
public static class WorkspaceFunctions
{
    /// <summary>The file that defines them, relative to the workspace.</summary>
    public const string File = "sql/functions/duckdb.sql";

    /// <summary>The text that defines them; null where there is none.</summary>
    /// <param name="root">The workspace's folder.</param>
    /// <returns>The text.</returns>
    public static string? Text(string root) => System.IO.File.Exists(Path.Combine(root, File)) ? System.IO.File.ReadAllText(Path.Combine(root, File)) : null;

    /// <summary>Drops what an earlier text defined: a copy of a publication keeps it.</summary>
    /// <param name="session">A session on the copy.</param>
    public static void Forget(IWarehouseSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var earlier = session.List(
            "select distinct schema_name, function_name, function_type from duckdb_functions() where database_name = current_database() and not internal and function_type in ('macro', 'table_macro')",
            row => $"drop macro {(row.GetString(2) == "table_macro" ? "table " : "")}if exists {SqlText.Names(row.GetString(0), row.GetString(1))}");
        if (earlier.Count > 0)
        {
            session.Execute(string.Join(";\n", earlier));
        }
    }

    /// <summary>Defines them in a session's database.</summary>
    /// <param name="session">The session.</param>
    /// <param name="text">The file's text, or null where there is none.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <exception cref="KmenException">The engine refuses the text: file and place.</exception>
    public static void Define(IWarehouseSession session, string? text, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (text is null)
        {
            return;
        }

        try
        {
            session.Execute(text, cancellation: cancellation);
        }
        catch (WarehouseException e)
        {
            throw KmenException.Usage(e.Message, e.Offset is { } offset ? SourcePosition.At(File, text, offset) : new SourcePosition(File));
        }
    }
}
