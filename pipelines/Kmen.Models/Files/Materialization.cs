namespace Kmen.Models.Files;

/// <summary>What a model becomes in the warehouse.</summary>
public enum Materialization
{
    /// <summary>A table, built whole.</summary>
    Table,

    /// <summary>A view; readers of the publication get it as a view too.</summary>
    View,

    /// <summary>A table of which only the rows of changed keys are made anew, where the query allows it.</summary>
    Incremental,

    /// <summary>A table that keeps each version of a row with its period (a slowly changing dimension of type 2).</summary>
    Snapshot,
}
