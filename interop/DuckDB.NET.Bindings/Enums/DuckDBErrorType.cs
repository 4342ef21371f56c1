namespace DuckDB.NET.Native;

/// <summary>The classes of errors (<c>duckdb_error_type</c>).</summary>
public enum DuckDBErrorType
{
    /// <summary>No class given.</summary>
    Invalid = 0,

    /// <summary>A value out of its type's range.</summary>
    OutOfRange = 1,

    /// <summary>A failed cast.</summary>
    Conversion = 2,

    /// <summary>An unknown type.</summary>
    UnknownType = 3,

    /// <summary>A failed decimal operation.</summary>
    Decimal = 4,

    /// <summary>Types that do not match.</summary>
    MismatchType = 5,

    /// <summary>A division by zero.</summary>
    DivideByZero = 6,

    /// <summary>An object too large.</summary>
    ObjectSize = 7,

    /// <summary>A type that is not allowed here.</summary>
    InvalidType = 8,

    /// <summary>A failed serialisation.</summary>
    Serialization = 9,

    /// <summary>A failed transaction.</summary>
    Transaction = 10,

    /// <summary>A feature the engine lacks.</summary>
    NotImplemented = 11,

    /// <summary>A failed expression.</summary>
    Expression = 12,

    /// <summary>A missing or doubled name in the catalogue.</summary>
    Catalog = 13,

    /// <summary>SQL that does not parse.</summary>
    Parser = 14,

    /// <summary>SQL that cannot be planned.</summary>
    Planner = 15,

    /// <summary>A failure of the scheduler.</summary>
    Scheduler = 16,

    /// <summary>A failure of the executor.</summary>
    Executor = 17,

    /// <summary>A violated constraint.</summary>
    Constraint = 18,

    /// <summary>A failure of an index.</summary>
    Index = 19,

    /// <summary>A failure of statistics.</summary>
    Stat = 20,

    /// <summary>A failure of a connection.</summary>
    Connection = 21,

    /// <summary>Wrong syntax.</summary>
    Syntax = 22,

    /// <summary>A failure of a setting.</summary>
    Settings = 23,

    /// <summary>A name or type that does not resolve.</summary>
    Binder = 24,

    /// <summary>A failure of the network.</summary>
    Network = 25,

    /// <summary>A failure of the optimizer.</summary>
    Optimizer = 26,

    /// <summary>A null pointer inside the engine.</summary>
    NullPointer = 27,

    /// <summary>A failure of input or output.</summary>
    Io = 28,

    /// <summary>The query was interrupted.</summary>
    Interrupt = 29,

    /// <summary>The database has to be closed and opened again.</summary>
    Fatal = 30,

    /// <summary>A defect of the engine.</summary>
    Internal = 31,

    /// <summary>An argument that is not allowed.</summary>
    InvalidInput = 32,

    /// <summary>The memory limit was reached.</summary>
    OutOfMemory = 33,

    /// <summary>The operation is forbidden.</summary>
    Permission = 34,

    /// <summary>A parameter's type could not be settled.</summary>
    ParameterNotResolved = 35,

    /// <summary>A parameter where none is allowed.</summary>
    ParameterNotAllowed = 36,

    /// <summary>Another object depends on this one.</summary>
    Dependency = 37,

    /// <summary>A failed HTTP request.</summary>
    Http = 38,

    /// <summary>An extension that is not installed.</summary>
    MissingExtension = 39,

    /// <summary>An extension that could not be loaded by itself.</summary>
    Autoload = 40,

    /// <summary>A failure of a sequence.</summary>
    Sequence = 41,

    /// <summary>A configuration that is not allowed.</summary>
    InvalidConfiguration = 42,
}
