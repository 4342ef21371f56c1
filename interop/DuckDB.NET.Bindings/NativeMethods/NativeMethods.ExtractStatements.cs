using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Texts of several statements.</summary>
    public static partial class ExtractStatements
    {
        /// <summary><c>duckdb_extract_statements</c>: how many statements a text holds, 0 when it does not parse.</summary>
        public static int DuckDBExtractStatements(DuckDBNativeConnection connection, string query, out DuckDBExtractedStatements statements) =>
            checked((int)RawExtractStatements(connection, query, out statements));

        [LibraryImport(Library, EntryPoint = "duckdb_extract_statements", StringMarshalling = StringMarshalling.Utf8)]
        private static partial ulong RawExtractStatements(DuckDBNativeConnection connection, string query, out DuckDBExtractedStatements statements);

        /// <summary><c>duckdb_extract_statements_error</c>: why a text does not parse.</summary>
        public static string DuckDBExtractStatementsError(DuckDBExtractedStatements statements) => ReadText(RawExtractStatementsError(statements));

        [LibraryImport(Library, EntryPoint = "duckdb_extract_statements_error")]
        private static partial IntPtr RawExtractStatementsError(DuckDBExtractedStatements statements);

        /// <summary><c>duckdb_prepare_extracted_statement</c>: prepares one of the statements, counted from 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_prepare_extracted_statement")]
        public static partial DuckDBState DuckDBPrepareExtractedStatement(
            DuckDBNativeConnection connection, DuckDBExtractedStatements statements, long index, out DuckDBPreparedStatement statement);

        /// <summary><c>duckdb_destroy_extracted</c>: gives back the statements.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_extracted")]
        internal static partial void DuckDBDestroyExtracted(ref IntPtr statements);
    }
}
