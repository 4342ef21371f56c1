namespace Kmen.Models.Building;

/// <summary>Which rows of a table an increment has put in the place of which.</summary>
/// <param name="Now">The rows that came, as a query.</param>
/// <param name="Was">The rows that went, as a query; null where rows were added only.</param>
/// <param name="Key">The columns by whose values rows were replaced: of each value that came, all rows of the table are among <paramref name="Now"/>. Null: rows were added only.</param>
internal sealed record RowChanges(string Now, string? Was, IReadOnlyList<string>? Key);
