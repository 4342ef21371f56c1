using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>
/// A text or blob in a vector (<c>duckdb_string_t</c>): up to 12 bytes stand in the struct, longer ones behind a pointer.
/// To be read through a pointer into the vector only, never from a copy: short texts lie in the struct itself.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct DuckDBString
{
    private const int InlinedLength = 12;

    private _value_e__Union value;

    /// <summary>The length in bytes.</summary>
    public readonly int Length => checked((int)value.inlined.length);

    /// <summary>The bytes, without a closing zero.</summary>
    public readonly sbyte* Data
    {
        get
        {
            if (Length > InlinedLength)
            {
                return value.pointer.data;
            }

            fixed (sbyte* inlined = value.inlined.inlined)
            {
                return inlined;
            }
        }
    }

    /// <summary>The two forms.</summary>
    [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "DuckDB.NET.Data refers to it by this name.")]
    [StructLayout(LayoutKind.Explicit)]
    public struct _value_e__Union
    {
        [FieldOffset(0)]
        internal DuckDBStringPointer pointer;

        [FieldOffset(0)]
        internal DuckDBStringInlined inlined;

        /// <summary>A text of more than 12 bytes.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct DuckDBStringPointer
        {
            internal uint length;
            internal fixed sbyte prefix[4];
            internal sbyte* data;
        }

        /// <summary>A text of up to 12 bytes.</summary>
        [SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "DuckDB.NET.Data writes these fields.")]
        [StructLayout(LayoutKind.Sequential)]
        public struct DuckDBStringInlined
        {
            /// <summary>The length in bytes.</summary>
            public uint length;

            /// <summary>The bytes; the rest is zero.</summary>
            public fixed sbyte inlined[InlinedLength];
        }
    }
}
