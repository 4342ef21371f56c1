namespace Kmen.Models.Analysis;

/// <summary>
/// Which columns of its tables a query looks at, for its columns, filters, joins or groups. Where the rows of a table are the same in these columns, however often each stands there, so is the
/// result.
/// </summary>
internal sealed class UsedColumns
{
    readonly Dictionary<string, HashSet<int>> used = [];

    UsedColumns()
    {
    }

    /// <summary>Finds them.</summary>
    internal static UsedColumns Of(Relation root)
    {
        var found = new UsedColumns();
        found.All(root);
        return found;
    }

    /// <summary>The columns of a table that any mention of it uses, in the table's order.</summary>
    /// <param name="scan">A mention of the table.</param>
    internal IReadOnlyList<string> In(Scan scan) => [.. scan.Columns.Select(column => column.Name).Where((_, place) => used.TryGetValue(scan.Table, out var places) && places.Contains(place))];

    void All(Relation relation) => Need(relation, [.. Enumerable.Range(0, relation.Columns.Count)]);

    void Need(Relation relation, HashSet<int> places)
    {
        switch (relation)
        {
            case Scan scan:
                if (!used.TryGetValue(scan.Table, out var known))
                {
                    used[scan.Table] = known = [];
                }

                known.UnionWith(places);
                break;
            case Block block:
                Need(block, places);
                break;
            case Join join:
                Need(join, places);
                break;
            case SetOperation { Kind: "UNION", IsAll: true } set:
                Need(set.Left, places);
                Need(set.Right, places);
                break;
            case SetOperation set:
                All(set.Left);
                All(set.Right);
                break;
            case Opaque opaque:
                opaque.Inputs.ToList().ForEach(All);
                break;
        }
    }

    void Need(Block block, HashSet<int> places)
    {
        var expressions = block.Expressions.Where((_, place) => block.IsDistinct || places.Contains(place))
            .Concat(block.Filters).Concat(block.Groups ?? []).Concat(block.AfterGroups).Concat(block.DistinctOn ?? []).ToList();
        foreach (var subquery in expressions.SelectMany(expression => expression.Subqueries))
        {
            All(subquery.Query);
        }

        // Which rows an order picks hangs on what it is ordered by.
        if (block.HasLimit || block.IsOrdered || block.DistinctOn is not null)
        {
            All(block.From);
        }
        else
        {
            Need(block.From, [.. expressions.SelectMany(expression => expression.Columns)]);
        }
    }

    void Need(Join join, HashSet<int> places)
    {
        var width = join.Left.Columns.Count;
        var conditions = join.Conditions.SelectMany(condition => condition.Columns).ToList();
        foreach (var subquery in join.Conditions.SelectMany(condition => condition.Subqueries))
        {
            All(subquery.Query);
        }

        Need(join.Left, [.. places.Concat(conditions).Where(place => place < width), .. join.Equal.SelectMany(pair => Expression.Places(pair.Left))]);
        Need(join.Right, [.. places.Concat(conditions).Where(place => place >= width).Select(place => place - width), .. join.Equal.SelectMany(pair => Expression.Places(pair.Right))]);
    }
}
