namespace Kmen.Models.Documentation;

/// <summary>A table that a node makes.</summary>
/// <param name="Name">Schema, dot, name.</param>
/// <param name="Node">The place of its node.</param>
public sealed record PageTable(string Name, int Node)
{
    /// <summary>What it holds, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Its columns; empty where they are not known before the first night.</summary>
    public IReadOnlyList<PageColumn> Columns { get; init; } = [];

    /// <summary>The columns that its own text filters, joins or groups by, by their place in the page's names.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>The columns at the beginning that decide which rows it has: a place in the page's sets.</summary>
    public int RowOrigins { get; init; }

    /// <summary>Rows in each of the page's nights; null where it was not there.</summary>
    public IReadOnlyList<long?> History { get; init; } = [];
}
