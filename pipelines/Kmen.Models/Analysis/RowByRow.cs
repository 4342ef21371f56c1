namespace Kmen.Models.Analysis;

/// <summary>Recognises queries in which each row of one table gives its own rows, whatever the others are: those of added rows are added to the result.</summary>
internal static class RowByRow
{
    /// <summary>The one table, or null where rows hang together: by a join, grouping, window, limit, distinct or subquery.</summary>
    internal static Scan? Source(Relation relation) => relation switch
    {
        Scan scan => scan,
        Block { Groups: null, DistinctOn: null, HasLimit: false, IsDistinct: false, AfterGroups.Count: 0 } block
            when block.All.All(expression => expression.IsOfOneRow && expression.Subqueries.Count == 0) => Source(block.From),
        _ => null,
    };
}
