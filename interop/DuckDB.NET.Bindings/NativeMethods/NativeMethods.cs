using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>DuckDB's C API, a class for each of its chapters.</summary>
/// <remarks>Thread-safety is the C API's: one thread a connection, except for interrupt and progress.</remarks>
public static partial class NativeMethods
{
    internal const string Library = "duckdb";

    /// <summary>Reads a text that stays the engine's.</summary>
    private static string ReadText(IntPtr text) => Marshal.PtrToStringUTF8(text) ?? string.Empty;

    /// <summary>Reads a text that was handed over, and frees it.</summary>
    private static string TakeText(IntPtr text)
    {
        var result = ReadText(text);
        Helpers.DuckDBFree(text);
        return result;
    }
}
