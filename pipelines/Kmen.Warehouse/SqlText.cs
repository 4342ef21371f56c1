using System.Globalization;

namespace Kmen.Warehouse;

/// <summary>Quotes names and values that are put into SQL.</summary>
public static class SqlText
{
    /// <summary>A name in double quotes.</summary>
    /// <param name="name">Any name.</param>
    /// <returns>The quoted identifier.</returns>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>A dotted name, each part quoted; null parts are left out.</summary>
    /// <param name="parts">Catalog, schema, table.</param>
    /// <returns>The quoted dotted identifier.</returns>
    public static string Names(params string?[] parts) => string.Join('.', parts.Where(part => part is not null).Select(part => Name(part!)));

    /// <summary>A text literal in single quotes.</summary>
    /// <param name="value">Any text.</param>
    /// <returns>The quoted literal.</returns>
    public static string Text(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    /// <summary>A UTC timestamp literal with microseconds.</summary>
    /// <param name="value">The moment.</param>
    /// <returns><c>timestamp '…'</c>.</returns>
    public static string Timestamp(DateTime value) =>
        "timestamp '" + value.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "'";
}
