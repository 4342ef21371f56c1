namespace DuckDB.NET.Native;

/// <summary>The types of DuckDB (<c>duckdb_type</c>).</summary>
public enum DuckDBType
{
    /// <summary>No type.</summary>
    Invalid = 0,

    /// <summary><c>boolean</c>.</summary>
    Boolean = 1,

    /// <summary><c>tinyint</c>, 8 bits.</summary>
    TinyInt = 2,

    /// <summary><c>smallint</c>, 16 bits.</summary>
    SmallInt = 3,

    /// <summary><c>integer</c>, 32 bits.</summary>
    Integer = 4,

    /// <summary><c>bigint</c>, 64 bits.</summary>
    BigInt = 5,

    /// <summary><c>utinyint</c>, 8 bits without sign.</summary>
    UnsignedTinyInt = 6,

    /// <summary><c>usmallint</c>, 16 bits without sign.</summary>
    UnsignedSmallInt = 7,

    /// <summary><c>uinteger</c>, 32 bits without sign.</summary>
    UnsignedInteger = 8,

    /// <summary><c>ubigint</c>, 64 bits without sign.</summary>
    UnsignedBigInt = 9,

    /// <summary><c>float</c>, single precision.</summary>
    Float = 10,

    /// <summary><c>double</c>, double precision.</summary>
    Double = 11,

    /// <summary><c>timestamp</c>, microseconds since 1970.</summary>
    Timestamp = 12,

    /// <summary><c>date</c>, days since 1970-01-01.</summary>
    Date = 13,

    /// <summary><c>time</c>, microseconds since midnight.</summary>
    Time = 14,

    /// <summary><c>interval</c>, months, days and microseconds.</summary>
    Interval = 15,

    /// <summary><c>hugeint</c>, 128 bits.</summary>
    HugeInt = 16,

    /// <summary><c>varchar</c>, UTF-8 text.</summary>
    Varchar = 17,

    /// <summary><c>blob</c>, bytes.</summary>
    Blob = 18,

    /// <summary><c>decimal(width, scale)</c>.</summary>
    Decimal = 19,

    /// <summary><c>timestamp_s</c>, seconds since 1970.</summary>
    TimestampS = 20,

    /// <summary><c>timestamp_ms</c>, milliseconds since 1970.</summary>
    TimestampMs = 21,

    /// <summary><c>timestamp_ns</c>, nanoseconds since 1970.</summary>
    TimestampNs = 22,

    /// <summary><c>enum</c>.</summary>
    Enum = 23,

    /// <summary>A list of any length.</summary>
    List = 24,

    /// <summary>Named fields.</summary>
    Struct = 25,

    /// <summary>Keys and values.</summary>
    Map = 26,

    /// <summary><c>uuid</c>.</summary>
    Uuid = 27,

    /// <summary>One of several types.</summary>
    Union = 28,

    /// <summary><c>bit</c>, a string of bits.</summary>
    Bit = 29,

    /// <summary><c>time with time zone</c>.</summary>
    TimeTz = 30,

    /// <summary><c>timestamp with time zone</c>, an instant in microseconds since 1970 UTC.</summary>
    TimestampTz = 31,

    /// <summary><c>uhugeint</c>, 128 bits without sign.</summary>
    UnsignedHugeInt = 32,

    /// <summary>A list of fixed length.</summary>
    Array = 33,

    /// <summary>Any type, in signatures of functions.</summary>
    Any = 34,

    /// <summary><c>bignum</c>, a whole number of any size.</summary>
    VarInt = 35,

    /// <summary>The type of a bare <c>null</c>.</summary>
    SqlNull = 36,

    /// <summary>A text literal before its type is settled.</summary>
    StringLiteral = 37,

    /// <summary>A number literal before its type is settled.</summary>
    IntegerLiteral = 38,

    /// <summary><c>time_ns</c>, nanoseconds since midnight.</summary>
    TimeNs = 39,

    /// <summary><c>geometry</c>, well-known binary.</summary>
    Geometry = 40,

    /// <summary><c>variant</c>.</summary>
    Variant = 41,
}
