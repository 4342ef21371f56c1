namespace Kmen.Warehouse;

/// <summary>A table or view of a database.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsView">Whether it is a view.</param>
public sealed record WarehouseTable(string Schema, string Name, bool IsView)
{
    /// <summary>Schema, dot, name.</summary>
    public string FullName => $"{Schema}.{Name}";
}
