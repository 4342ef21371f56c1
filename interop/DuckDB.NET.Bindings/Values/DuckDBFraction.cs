using System.Globalization;

namespace DuckDB.NET.Native;

internal static class DuckDBFraction
{
    /// <summary>Microseconds behind a decimal point, without closing zeros; nothing for 0.</summary>
    internal static string Text(int microsecond) =>
        microsecond == 0 ? string.Empty : "." + microsecond.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
}
