namespace Kmen.Models.Parsing;

/// <summary>A table that a query reads.</summary>
/// <param name="Schema">Its schema; empty where the query names none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Character offset in the query.</param>
public sealed record TableReference(string Schema, string Name, int Offset)
{
    /// <summary>Schema, dot, name in lower case.</summary>
    public string FullName => (Schema.Length == 0 ? Name : $"{Schema}.{Name}").ToLowerInvariant();
}
