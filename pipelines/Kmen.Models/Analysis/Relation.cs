namespace Kmen.Models.Analysis;

/// <summary>A part of a query that gives rows, with the names of its columns resolved.</summary>
internal abstract class Relation
{
    /// <summary>The columns, in order.</summary>
    internal required IReadOnlyList<RelationColumn> Columns { get; init; }
}

/// <summary>A column of a relation.</summary>
/// <param name="Qualifier">The alias or table that it is known under, in lower case, or null.</param>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="IsMerged">Whether it is the second of two columns that <c>using</c> has made one: only its qualifier finds it.</param>
internal sealed record RelationColumn(string? Qualifier, string Name, bool IsMerged = false);

/// <summary>A table of the warehouse. Each mention is a scan of its own.</summary>
internal sealed class Scan : Relation
{
    /// <summary>Schema, dot, name in lower case.</summary>
    internal required string Table { get; init; }

    /// <summary>What each traced symbol is in terms of the table's columns, as SQL of the engine's tree; filled by <see cref="KeyTrace"/>.</summary>
    internal Dictionary<string, System.Text.Json.Nodes.JsonNode> Symbols { get; } = [];

    /// <summary>The symbols that were written as SQL, for each alias.</summary>
    internal Dictionary<(string Symbol, string Alias), string> Written { get; } = [];

    /// <summary>The symbols whose nulls matter to nothing: the query drops such rows.</summary>
    internal HashSet<string> NotNull { get; } = [];

    /// <summary>Where it is mentioned, in bytes of the query's text; null in the text of a view.</summary>
    internal int? Place { get; init; }

    /// <summary>Whether a symbol is a column as it is.</summary>
    internal bool IsColumn(string symbol) => Symbols[symbol] is System.Text.Json.Nodes.JsonObject tree && tree.ContainsKey(Expression.Column);
}

/// <summary>Rows that come from no table: values, table functions, one row without <c>from</c>.</summary>
internal sealed class Constant : Relation;

/// <summary>A part whose rows cannot be told apart by key; its tables are read whole.</summary>
internal sealed class Opaque : Relation
{
    internal required IReadOnlyList<Relation> Inputs { get; init; }
}

/// <summary>One select block over its <c>from</c>.</summary>
internal sealed class Block : Relation
{
    internal required Relation From { get; init; }

    /// <summary>The columns' expressions over the columns of <see cref="From"/>.</summary>
    internal required IReadOnlyList<Expression> Expressions { get; init; }

    /// <summary>Conditions that must all hold: where, and what the block itself filters by.</summary>
    internal IReadOnlyList<Expression> Filters { get; init; } = [];

    /// <summary>The group keys, or null where the block does not aggregate. Empty: one group of all rows.</summary>
    internal IReadOnlyList<Expression>? Groups { get; init; }

    internal IReadOnlyList<Expression> AfterGroups { get; init; } = [];

    /// <summary>The columns of <c>distinct on</c>, or null.</summary>
    internal IReadOnlyList<Expression>? DistinctOn { get; init; }

    internal bool HasLimit { get; init; }

    internal bool IsDistinct { get; init; }

    internal bool IsOrdered { get; init; }

    internal IEnumerable<Expression> All => Expressions.Concat(Filters).Concat(Groups ?? []).Concat(AfterGroups).Concat(DistinctOn ?? []);
}

/// <summary>Two relations side by side; the columns of the left come first.</summary>
internal sealed class Join : Relation
{
    internal required Relation Left { get; init; }

    internal required Relation Right { get; init; }

    internal required JoinKind Kind { get; init; }

    /// <summary>Conditions over the columns of both.</summary>
    internal required IReadOnlyList<Expression> Conditions { get; init; }

    /// <summary>What must be equal: an expression over the left's columns, one over the right's.</summary>
    internal required List<(System.Text.Json.Nodes.JsonNode Left, System.Text.Json.Nodes.JsonNode Right)> Equal { get; init; }
}

internal enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Semi,
    Anti,
}

/// <summary>union, intersect or except.</summary>
internal sealed class SetOperation : Relation
{
    internal required Relation Left { get; init; }

    internal required Relation Right { get; init; }

    /// <summary>UNION, INTERSECT or EXCEPT.</summary>
    internal required string Kind { get; init; }

    /// <summary>Whether equal rows stay as many as they are.</summary>
    internal bool IsAll { get; init; }
}
