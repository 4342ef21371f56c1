using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Columns of a chunk; they live as long as their chunk.</summary>
    public static unsafe partial class Vectors
    {
        /// <summary><c>duckdb_vector_get_column_type</c>: the type of a vector.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_vector_get_column_type")]
        public static partial DuckDBLogicalType DuckDBVectorGetColumnType(IntPtr vector);

        /// <summary><c>duckdb_vector_get_data</c>: the values, laid out as the type's C struct.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_vector_get_data")]
        public static partial void* DuckDBVectorGetData(IntPtr vector);

        /// <summary><c>duckdb_vector_get_validity</c>: one bit a row, 0 for null; a null pointer when no row is null.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_vector_get_validity")]
        public static partial ulong* DuckDBVectorGetValidity(IntPtr vector);

        /// <summary><c>duckdb_vector_ensure_validity_writable</c>: makes room for the bits of <c>duckdb_vector_get_validity</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_vector_ensure_validity_writable")]
        public static partial void DuckDBVectorEnsureValidityWritable(IntPtr vector);

        /// <summary><c>duckdb_vector_assign_string_element_len</c>: writes a text or blob; text must be valid UTF-8.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_vector_assign_string_element_len")]
        public static partial void DuckDBVectorAssignStringElementLength(IntPtr vector, ulong index, byte* text, long length);

        /// <summary><c>duckdb_unsafe_vector_assign_string_element_len</c>: writes a text or blob without checking that it is valid UTF-8.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_unsafe_vector_assign_string_element_len")]
        public static partial void DuckDBUnsafeVectorAssignStringElementLength(IntPtr vector, ulong index, byte* text, long length);

        /// <summary><c>duckdb_list_vector_get_child</c>: the elements of a list vector.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_list_vector_get_child")]
        public static partial IntPtr DuckDBListVectorGetChild(IntPtr vector);

        /// <summary><c>duckdb_list_vector_reserve</c>: makes room for elements of a list vector.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_list_vector_reserve")]
        public static partial DuckDBState DuckDBListVectorReserve(IntPtr vector, ulong capacity);

        /// <summary><c>duckdb_list_vector_set_size</c>: states how many elements a list vector has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_list_vector_set_size")]
        public static partial DuckDBState DuckDBListVectorSetSize(IntPtr vector, ulong size);

        /// <summary><c>duckdb_array_vector_get_child</c>: the elements of an array vector.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_array_vector_get_child")]
        public static partial IntPtr DuckDBArrayVectorGetChild(IntPtr vector);

        /// <summary><c>duckdb_struct_vector_get_child</c>: a field of a struct vector, counted from 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_struct_vector_get_child")]
        public static partial IntPtr DuckDBStructVectorGetChild(IntPtr vector, long index);
    }
}
