using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Dates and times, taken apart and put together.</summary>
    public static partial class DateTimeHelpers
    {
        /// <summary><c>duckdb_from_time</c>: hours, minutes, seconds and microseconds of a time.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_from_time")]
        public static partial DuckDBTimeOnly DuckDBFromTime(DuckDBTime time);

        /// <summary><c>duckdb_to_time</c>: a time of hours, minutes, seconds and microseconds.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_to_time")]
        public static partial DuckDBTime DuckDBToTime(DuckDBTimeOnly time);

        /// <summary><c>duckdb_from_time_tz</c>: time and offset of a time with time zone.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_from_time_tz")]
        public static partial DuckDBTimeTz DuckDBFromTimeTz(DuckDBTimeTzStruct time);
    }
}
