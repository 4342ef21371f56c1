using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Functions in C# that return one value a row.</summary>
    public static unsafe partial class ScalarFunction
    {
        /// <summary><c>duckdb_create_scalar_function</c>: an empty function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_scalar_function")]
        public static partial IntPtr DuckDBCreateScalarFunction();

        /// <summary><c>duckdb_destroy_scalar_function</c>: gives back a function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_scalar_function")]
        public static partial void DuckDBDestroyScalarFunction(ref IntPtr function);

        /// <summary><c>duckdb_scalar_function_set_name</c>: names a function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_name", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void DuckDBScalarFunctionSetName(IntPtr function, string name);

        /// <summary><c>duckdb_scalar_function_add_parameter</c>: adds a parameter.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_add_parameter")]
        public static partial void DuckDBScalarFunctionAddParameter(IntPtr function, DuckDBLogicalType type);

        /// <summary><c>duckdb_scalar_function_set_varargs</c>: allows any number of parameters of a type.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_varargs")]
        public static partial void DuckDBScalarFunctionSetVarargs(IntPtr function, DuckDBLogicalType type);

        /// <summary><c>duckdb_scalar_function_set_return_type</c>: sets the type of the values.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_return_type")]
        public static partial void DuckDBScalarFunctionSetReturnType(IntPtr function, DuckDBLogicalType type);

        /// <summary><c>duckdb_scalar_function_set_special_handling</c>: lets a function see nulls, for which the value is null otherwise.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_special_handling")]
        public static partial void DuckDBScalarFunctionSetSpecialHandling(IntPtr function);

        /// <summary><c>duckdb_scalar_function_set_volatile</c>: says that equal parameters may give different values.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_volatile")]
        public static partial void DuckDBScalarFunctionSetVolatile(IntPtr function);

        /// <summary><c>duckdb_scalar_function_set_function</c>: sets what runs: (info, input chunk, output vector).</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_function")]
        public static partial void DuckDBScalarFunctionSetFunction(IntPtr function, delegate* unmanaged[Cdecl]<IntPtr, IntPtr, IntPtr, void> callback);

        /// <summary><c>duckdb_scalar_function_set_bind</c>: sets what runs while a query is bound.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_bind")]
        public static partial void DuckDBScalarFunctionSetBind(IntPtr function, delegate* unmanaged[Cdecl]<IntPtr, void> callback);

        /// <summary><c>duckdb_scalar_function_set_bind_data</c>: keeps data of a bound query.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_bind_data")]
        public static partial void DuckDBScalarFunctionSetBindData(IntPtr info, IntPtr data, delegate* unmanaged[Cdecl]<IntPtr, void> destroy);

        /// <summary><c>duckdb_scalar_function_set_bind_data_copy</c>: says how data of a bound query is copied.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_bind_data_copy")]
        public static partial void DuckDBScalarFunctionSetBindDataCopy(IntPtr info, delegate* unmanaged[Cdecl]<IntPtr, IntPtr> copy);

        /// <summary><c>duckdb_scalar_function_get_bind_data</c>: the data of a bound query.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_get_bind_data")]
        public static partial IntPtr DuckDBScalarFunctionGetBindData(IntPtr info);

        /// <summary><c>duckdb_scalar_function_set_extra_info</c>: keeps data of a function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_extra_info")]
        public static partial void DuckDBScalarFunctionSetExtraInfo(IntPtr function, IntPtr info, delegate* unmanaged[Cdecl]<IntPtr, void> destroy);

        /// <summary><c>duckdb_scalar_function_get_extra_info</c>: the data of a function.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_get_extra_info")]
        public static partial IntPtr DuckDBScalarFunctionGetExtraInfo(IntPtr info);

        /// <summary><c>duckdb_scalar_function_get_client_context</c>: the context of the query that is bound.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_get_client_context")]
        public static partial void DuckDBScalarFunctionGetClientContext(IntPtr info, out DuckDBClientContext context);

        /// <summary><c>duckdb_scalar_function_set_error</c>: fails the query.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_scalar_function_set_error", StringMarshalling = StringMarshalling.Utf8)]
        public static partial void DuckDBScalarFunctionSetError(IntPtr info, string error);

        /// <summary><c>duckdb_register_scalar_function</c>: makes a function known to the database.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_register_scalar_function")]
        public static partial DuckDBState DuckDBRegisterScalarFunction(DuckDBNativeConnection connection, IntPtr function);
    }
}
