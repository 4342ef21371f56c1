namespace Kmen.Models.Documentation;

/// <summary>A column.</summary>
/// <param name="Id">Its place in the page's names.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in lower case, or null where it is not known.</param>
/// <param name="Description">What it means, or null.</param>
/// <param name="Values">The columns that its own table's text makes its values of, by their place in the page's names.</param>
/// <param name="Origins">The columns at the beginning that feed its values: a place in the page's sets.</param>
public sealed record PageColumn(int Id, string Name, string? Type, string? Description, IReadOnlyList<int> Values, int Origins);
