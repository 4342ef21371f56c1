namespace Kmen.Models.Files;

/// <summary>What a model becomes in the warehouse.</summary>
public enum Materialization
{
    /// <summary>A table, built whole.</summary>
    Table,

    /// <summary>A view; readers of the publication get it as a view too.</summary>
    View,
}
