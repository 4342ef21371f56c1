using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Functions in C# that return rows.</summary>
    public static unsafe partial class TableFunction
    {
        /// <summary><c>duckdb_create_table_function</c>: an empty function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_table_function")]
        public static partial IntPtr DuckDBCreateTableFunction();

        /// <summary><c>duckdb_destroy_table_function</c>: gives back a function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_table_function")]
        public static partial void DuckDBDestroyTableFunction(ref IntPtr function);

        /// <summary><c>duckdb_table_function_set_name</c>: names a function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_name", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void DuckDBTableFunctionSetName(IntPtr function, string name);

        /// <summary><c>duckdb_table_function_add_parameter</c>: adds a parameter.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_add_parameter")]
        public static partial void DuckDBTableFunctionAddParameter(IntPtr function, DuckDBLogicalType type);

        /// <summary><c>duckdb_table_function_add_named_parameter</c>: adds a named parameter.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_add_named_parameter", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void DuckDBTableFunctionAddNamedParameter(IntPtr function, string name, DuckDBLogicalType type);

        /// <summary><c>duckdb_table_function_set_extra_info</c>: keeps data of a function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_extra_info")]
        public static partial void DuckDBTableFunctionSetExtraInfo(IntPtr function, IntPtr info, delegate* unmanaged[Cdecl]<IntPtr, void> destroy);

        /// <summary><c>duckdb_table_function_set_bind</c>: sets what runs while a query is bound.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_bind")]
        public static partial void DuckDBTableFunctionSetBind(IntPtr function, delegate* unmanaged[Cdecl]<IntPtr, void> callback);

        /// <summary><c>duckdb_table_function_set_init</c>: sets what runs before the first rows.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_init")]
        public static partial void DuckDBTableFunctionSetInit(IntPtr function, delegate* unmanaged[Cdecl]<IntPtr, void> callback);

        /// <summary><c>duckdb_table_function_set_function</c>: sets what makes rows: (info, output chunk).</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_set_function")]
        public static partial void DuckDBTableFunctionSetFunction(IntPtr function, delegate* unmanaged[Cdecl]<IntPtr, IntPtr, void> callback);

        /// <summary><c>duckdb_table_function_supports_projection_pushdown</c>: says that the function looks at which columns are wanted.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_supports_projection_pushdown")]
        public static partial void DuckDBTableFunctionSupportsProjectionPushdown(IntPtr function, [MarshalAs(UnmanagedType.I1)] bool pushdown);

        /// <summary><c>duckdb_register_table_function</c>: makes a function known to the database.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_register_table_function")]
        public static partial DuckDBState DuckDBRegisterTableFunction(DuckDBNativeConnection connection, IntPtr function);

        /// <summary><c>duckdb_table_function_get_client_context</c>: the context of the query that is bound.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_table_function_get_client_context")]
        public static partial void DuckDBTableFunctionGetClientContext(IntPtr info, out DuckDBClientContext context);

        /// <summary><c>duckdb_bind_get_extra_info</c>: the data of a function, while binding.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_get_extra_info")]
        public static partial IntPtr DuckDBBindGetExtraInfo(IntPtr info);

        /// <summary><c>duckdb_bind_get_parameter_count</c>: how many parameters a call has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_get_parameter_count")]
        public static partial ulong DuckDBBindGetParameterCount(IntPtr info);

        /// <summary><c>duckdb_bind_get_parameter</c>: a parameter of a call, counted from 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_get_parameter")]
        public static partial DuckDBValue DuckDBBindGetParameter(IntPtr info, ulong index);

        /// <summary><c>duckdb_bind_get_named_parameter</c>: a named parameter of a call, an invalid handle when it was not given.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_get_named_parameter", StringMarshalling = StringMarshalling.Utf8)]
        public static partial DuckDBValue DuckDBBindGetNamedParameter(IntPtr info, string name);

        /// <summary><c>duckdb_bind_add_result_column</c>: adds a column to the rows.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_add_result_column", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void DuckDBBindAddResultColumn(IntPtr info, string name, DuckDBLogicalType type);

        /// <summary><c>duckdb_bind_set_cardinality</c>: says how many rows there will be.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_set_cardinality")]
        public static partial void DuckDBBindSetCardinality(IntPtr info, ulong cardinality, [MarshalAs(UnmanagedType.I1)] bool isExact);

        /// <summary><c>duckdb_bind_set_bind_data</c>: keeps data of a bound call.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_set_bind_data")]
        public static partial void DuckDBBindSetBindData(IntPtr info, IntPtr data, delegate* unmanaged[Cdecl]<IntPtr, void> destroy);

        /// <summary><c>duckdb_bind_set_error</c>: fails the query while it is bound.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_set_error", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void DuckDBBindSetError(IntPtr info, string error);

        /// <summary><c>duckdb_init_get_extra_info</c>: the data of a function, before the first rows.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_init_get_extra_info")]
        public static partial IntPtr DuckDBInitGetExtraInfo(IntPtr info);

        /// <summary><c>duckdb_init_get_bind_data</c>: the data of a bound call, before the first rows.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_init_get_bind_data")]
        public static partial IntPtr DuckDBInitGetBindData(IntPtr info);

        /// <summary><c>duckdb_init_set_init_data</c>: keeps data of a running call.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_init_set_init_data")]
        public static partial void DuckDBInitSetInitData(IntPtr info, IntPtr data, delegate* unmanaged[Cdecl]<IntPtr, void> destroy);

        /// <summary><c>duckdb_init_get_column_count</c>: how many columns are wanted.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_init_get_column_count")]
        public static partial ulong DuckDBInitGetColumnCount(IntPtr info);

        /// <summary><c>duckdb_init_get_column_index</c>: which column is wanted, counted from 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_init_get_column_index")]
        public static partial ulong DuckDBInitGetColumnIndex(IntPtr info, ulong index);

        /// <summary><c>duckdb_init_set_error</c>: fails the query before the first rows.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_init_set_error", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void DuckDBInitSetError(IntPtr info, string error);

        /// <summary><c>duckdb_function_get_bind_data</c>: the data of a bound call, while making rows.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_function_get_bind_data")]
        public static partial IntPtr DuckDBFunctionGetBindData(IntPtr info);

        /// <summary><c>duckdb_function_get_init_data</c>: the data of a running call, while making rows.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_function_get_init_data")]
        public static partial IntPtr DuckDBFunctionGetInitData(IntPtr info);

        /// <summary><c>duckdb_function_set_error</c>: fails the query while making rows.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_function_set_error", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void DuckDBFunctionSetError(IntPtr info, string error);
    }
}
