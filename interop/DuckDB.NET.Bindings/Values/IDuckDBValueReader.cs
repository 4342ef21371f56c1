namespace DuckDB.NET.Native;

/// <summary>Reading of one value, such as a parameter of a table function.</summary>
public interface IDuckDBValueReader
{
    /// <summary>Whether the value is null.</summary>
    bool IsNull();

    /// <summary>The value as a type of .NET.</summary>
    T GetValue<T>();
}
