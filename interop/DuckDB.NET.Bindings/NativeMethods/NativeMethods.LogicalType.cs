using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Types.</summary>
    public static partial class LogicalType
    {
        /// <summary><c>duckdb_create_logical_type</c>: a type without parameters.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_logical_type")]
        public static partial DuckDBLogicalType DuckDBCreateLogicalType(DuckDBType type);

        /// <summary><c>duckdb_create_decimal_type</c>: a decimal type.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_decimal_type")]
        public static partial DuckDBLogicalType DuckDBCreateDecimalType(byte width, byte scale);

        /// <summary><c>duckdb_create_list_type</c>: a list type with elements of the given type.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_list_type")]
        public static partial DuckDBLogicalType DuckDBCreateListType(DuckDBLogicalType type);

        /// <summary><c>duckdb_get_type_id</c>: a type without its parameters.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_get_type_id")]
        public static partial DuckDBType DuckDBGetTypeId(DuckDBLogicalType type);

        /// <summary><c>duckdb_decimal_width</c>: how many digits a decimal type has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_decimal_width")]
        public static partial byte DuckDBDecimalWidth(DuckDBLogicalType type);

        /// <summary><c>duckdb_decimal_scale</c>: how many digits of a decimal type stand behind the point.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_decimal_scale")]
        public static partial byte DuckDBDecimalScale(DuckDBLogicalType type);

        /// <summary><c>duckdb_decimal_internal_type</c>: the integer type that holds a decimal.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_decimal_internal_type")]
        public static partial DuckDBType DuckDBDecimalInternalType(DuckDBLogicalType type);

        /// <summary><c>duckdb_enum_internal_type</c>: the integer type that holds an enum.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_enum_internal_type")]
        public static partial DuckDBType DuckDBEnumInternalType(DuckDBLogicalType type);

        /// <summary><c>duckdb_enum_dictionary_size</c>: how many values an enum type has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_enum_dictionary_size")]
        public static partial uint DuckDBEnumDictionarySize(DuckDBLogicalType type);

        /// <summary><c>duckdb_enum_dictionary_value</c>: a value of an enum type, counted from 0.</summary>
        public static string DuckDBEnumDictionaryValue(DuckDBLogicalType type, long index) => TakeText(RawEnumDictionaryValue(type, index));

        [LibraryImport(Library, EntryPoint = "duckdb_enum_dictionary_value")]
        private static partial IntPtr RawEnumDictionaryValue(DuckDBLogicalType type, long index);

        /// <summary><c>duckdb_list_type_child_type</c>: the type of a list's elements.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_list_type_child_type")]
        public static partial DuckDBLogicalType DuckDBListTypeChildType(DuckDBLogicalType type);

        /// <summary><c>duckdb_array_type_child_type</c>: the type of an array's elements.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_array_type_child_type")]
        public static partial DuckDBLogicalType DuckDBArrayTypeChildType(DuckDBLogicalType type);

        /// <summary><c>duckdb_array_type_array_size</c>: how many elements an array has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_array_type_array_size")]
        public static partial long DuckDBArrayVectorGetSize(DuckDBLogicalType type);

        /// <summary><c>duckdb_map_type_key_type</c>: the type of a map's keys.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_map_type_key_type")]
        public static partial DuckDBLogicalType DuckDBMapTypeKeyType(DuckDBLogicalType type);

        /// <summary><c>duckdb_map_type_value_type</c>: the type of a map's values.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_map_type_value_type")]
        public static partial DuckDBLogicalType DuckDBMapTypeValueType(DuckDBLogicalType type);

        /// <summary><c>duckdb_struct_type_child_count</c>: how many fields a struct has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_count")]
        public static partial long DuckDBStructTypeChildCount(DuckDBLogicalType type);

        /// <summary><c>duckdb_struct_type_child_name</c>: the name of a struct's field, counted from 0.</summary>
        public static string DuckDBStructTypeChildName(DuckDBLogicalType type, long index) => TakeText(RawStructTypeChildName(type, index));

        [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_name")]
        private static partial IntPtr RawStructTypeChildName(DuckDBLogicalType type, long index);

        /// <summary><c>duckdb_struct_type_child_type</c>: the type of a struct's field, counted from 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_struct_type_child_type")]
        public static partial DuckDBLogicalType DuckDBStructTypeChildType(DuckDBLogicalType type, long index);

        /// <summary><c>duckdb_destroy_logical_type</c>: gives back a type.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_logical_type")]
        internal static partial void DuckDBDestroyLogicalType(ref IntPtr type);
    }
}
