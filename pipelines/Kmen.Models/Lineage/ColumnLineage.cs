using Kmen.Models.Analysis;
using Kmen.Models.Parsing;

namespace Kmen.Models.Lineage;

/// <summary>
/// Traces columns of models down to the columns of what no model makes. It reads texts only. A form of query that is not followed counts as reading every column of its tables, so that
/// no dependency is left out.
/// </summary>
/// <param name="queries">The parsed models by full name in lower case.</param>
/// <param name="functions">What functions do.</param>
/// <param name="columnsOf">The columns of tables that no model makes, by schema.name in lower case; null where they are not known.</param>
/// <param name="readsOf">
/// The tables that a step of the engine makes a table of, or null where the table is a source: then every column hangs on every column that the step reads. Of a model, what the step
/// reads beside the model's text decides which of its rows stay.
/// </param>
public sealed class ColumnLineage(
    IReadOnlyDictionary<string, ParsedQuery> queries, FunctionTraits functions, Func<string, IReadOnlyList<string>?> columnsOf,
    Func<string, IReadOnlyList<string>?> readsOf)
{
    readonly Dictionary<string, Traced> traced = [];

    /// <summary>The origins of a table's columns, in their order.</summary>
    /// <param name="table">The table as schema.name in lower case.</param>
    /// <returns>One entry a column; empty where the columns are not known.</returns>
    public IReadOnlyList<ColumnOrigins> Of(string table)
    {
        var found = Trace(table);
        return [.. found.Columns.Select((column, place) => new ColumnOrigins(column, found.Values[place], found.Rows))];
    }

    Traced Trace(string table)
    {
        if (!traced.TryGetValue(table, out var found))
        {
            traced[table] = found = queries.TryGetValue(table, out var query) ? OfQuery(query, readsOf(table) ?? []) : OfTable(table);
        }

        return found;
    }

    Traced OfTable(string table)
    {
        var columns = columnsOf(table) ?? [];
        if (readsOf(table) is not { Count: > 0 } reads)
        {
            return new Traced([.. columns], [.. columns.Select(column => new HashSet<string> { $"{table}.{column}" })], []);
        }

        var all = Everything(reads);
        return new Traced([.. columns], [.. columns.Select(_ => all)], all);
    }

    Traced OfQuery(ParsedQuery query, IReadOnlyList<string> reads)
    {
        var restricting = Everything(reads.Except(query.Tables.Select(table => table.FullName)));
        try
        {
            var root = new QueryBinder(table => Trace(table).Columns is { Count: > 0 } columns ? columns : null, _ => null) { Functions = functions }.Bind(query);
            return new Traced([.. root.Columns.Select(column => column.Name)], [.. root.Columns.Select((_, place) => Values(root, place))], [.. RowsOf(root), .. restricting]);
        }
        catch (UnresolvedQueryException)
        {
            // Without its columns' names at least what it hangs on is known.
            var all = Everything(query.Tables.Select(table => table.FullName));
            return new Traced(["*"], [all], [.. all, .. restricting]);
        }
    }

    HashSet<string> Everything(IEnumerable<string> tables) =>
        [.. tables.Select(Trace).SelectMany(other => other.Values.SelectMany(values => values).Concat(other.Rows))];

    HashSet<string> Values(Relation relation, int place) => relation switch
    {
        Scan scan => Trace(scan.Table).Values[place],
        Block block => [.. block.Expressions[place].Columns.SelectMany(column => Values(block.From, column)), .. block.Expressions[place].Subqueries.SelectMany(Whole)],
        Join join => place < join.Left.Columns.Count ? Values(join.Left, place) : Values(join.Right, place - join.Left.Columns.Count),
        SetOperation set => [.. Values(set.Left, place), .. Values(set.Right, place)],
        Opaque opaque => [.. opaque.Inputs.SelectMany(input => Values(input, place))],
        _ => [],
    };

    HashSet<string> RowsOf(Relation relation) => relation switch
    {
        Scan scan => Trace(scan.Table).Rows,
        Block block =>
        [
            .. RowsOf(block.From),
            .. block.Filters.Concat(block.Groups ?? []).Concat(block.AfterGroups).Concat(block.DistinctOn ?? []).SelectMany(expression => expression.Columns).SelectMany(column => Values(block.From, column)),
            .. block.All.SelectMany(expression => expression.Subqueries).SelectMany(Whole),
            .. block.HasLimit || block.IsDistinct ? All(block.From) : [],
        ],
        Join join => [.. RowsOf(join.Left), .. RowsOf(join.Right), .. Compared(join)],
        SetOperation set => [.. RowsOf(set.Left), .. RowsOf(set.Right), .. All(set.Left), .. All(set.Right)],
        Opaque opaque => [.. opaque.Inputs.SelectMany(input => RowsOf(input).Concat(All(input)))],
        _ => [],
    };

    HashSet<string> Compared(Join join)
    {
        var both = join.Conditions.SelectMany(condition => condition.Columns)
            .SelectMany(place => place < join.Left.Columns.Count ? Values(join.Left, place) : Values(join.Right, place - join.Left.Columns.Count));
        var equal = join.Equal.SelectMany(pair => Expression.Places(pair.Left).SelectMany(place => Values(join.Left, place)).Concat(Expression.Places(pair.Right).SelectMany(place => Values(join.Right, place))));
        return [.. both, .. equal, .. join.Conditions.SelectMany(condition => condition.Subqueries).SelectMany(Whole)];
    }

    HashSet<string> Whole(Subquery subquery) => [.. All(subquery.Query), .. RowsOf(subquery.Query)];

    HashSet<string> All(Relation relation) => [.. Enumerable.Range(0, relation.Columns.Count).SelectMany(place => Values(relation, place))];

    sealed record Traced(IReadOnlyList<string> Columns, IReadOnlyList<HashSet<string>> Values, HashSet<string> Rows);
}
