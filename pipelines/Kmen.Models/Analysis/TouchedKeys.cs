using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Models.Analysis;

/// <summary>Finds the keys of a model whose rows may differ, given the rows of its inputs that changed.</summary>
/// <param name="analysis">The model's analysis.</param>
/// <param name="changed">The changed rows of each changed table, old and new, as a query.</param>
/// <param name="tableOf">The quoted name of a table as it is now.</param>
/// <param name="session">Writes expressions.</param>
internal sealed class TouchedKeys(
    KeyAnalysis analysis, IReadOnlyDictionary<string, string> changed, Func<string, string> tableOf, IWarehouseSession session)
{
    const int LongestChain = 4;

    /// <summary>The symbols that the changed rows tell keys by; a part of the key may be all that they know.</summary>
    internal IReadOnlyList<string> Key { get; private set; } = [];

    /// <summary>Whether the changed rows have only the columns that make the grain.</summary>
    internal bool IsByGrainOnly { get; init; }

    /// <summary>The query that gives touched keys, maybe repeatedly; empty where nothing changed, null where some change cannot be followed to its keys.</summary>
    /// <param name="obstacle">What cannot be followed, or null.</param>
    internal string? Query(out string? obstacle)
    {
        obstacle = null;
        var scans = analysis.Scans.Where(scan => changed.ContainsKey(scan.Table)).ToList();
        foreach (var key in Candidates(scans))
        {
            Key = key;
            var ways = new List<KeyWay>();
            obstacle = null;
            foreach (var scan in scans)
            {
                if ((Key.All(scan.Symbols.ContainsKey) ? [Direct(scan)] : Linked(scan)) is not { } found)
                {
                    obstacle = $"{scan.Table} changed, which it reads whole";
                    break;
                }

                ways.AddRange(found);
            }

            if (obstacle is null)
            {
                return KeyWay.Sql(ways);
            }
        }

        return null;
    }

    /// <summary>The parts of the key by which rows may be replaced: what all changed tables know first, then the whole, then each column alone.</summary>
    IEnumerable<IReadOnlyList<string>> Candidates(IReadOnlyList<Scan> scans)
    {
        List<string> grain = [.. analysis.Key.Keys.Where(symbol => symbol.StartsWith(KeyAnalysis.GrainSymbol, StringComparison.Ordinal))];
        var known = scans.Where(scan => grain.Exists(scan.Symbols.ContainsKey)).ToList();
        List<string> shared = known.Count == 0 ? [] : grain.FindAll(symbol => known.TrueForAll(scan => scan.Symbols.ContainsKey(symbol)));
        IEnumerable<IReadOnlyList<string>> all = [shared, grain, .. analysis.Key.Keys.Where(symbol => !IsByGrainOnly || grain.Contains(symbol)).Select(symbol => (IReadOnlyList<string>)[symbol])];
        return all.Where(key => key.Count > 0);
    }

    KeyWay Direct(Scan scan) => Keys(scan, $"({changed[scan.Table]})");

    /// <summary>The keys of some rows of a table.</summary>
    KeyWay Keys(Scan scan, string rows)
    {
        var parts = Key.Select(symbol => (Symbol: symbol, Sql: SymbolSql.Of(session, scan, symbol, "t"))).ToList();
        var there = parts.FindAll(part => scan.NotNull.Contains(part.Symbol)).ConvertAll(part => $"{part.Sql} is not null");
        return new KeyWay(string.Join(", ", parts.Select(part => $"{part.Sql} as {part.Symbol}")), rows) { Where = string.Join(" and ", there) };
    }

    IReadOnlyList<KeyWay>? Linked(Scan scan)
    {
        var mattersToAll = false;
        foreach (var bridge in Bridges().Where(bridge => bridge.Symbols.All(scan.Symbols.ContainsKey) && Holds(bridge.Side, scan)))
        {
            if (Followed(bridge, [new KeyWay(Values(scan, bridge.Symbols), $"({changed[scan.Table]})")], 1, ref mattersToAll) is { } found)
            {
                return found;
            }

            if (mattersToAll)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The keys of the rows on the other side of a bridge where its symbols have some values.</summary>
    IReadOnlyList<KeyWay>? Followed(Bridge bridge, IReadOnlyList<KeyWay> values, int length, ref bool mattersToAll)
    {
        if (bridge.IsList && HasNull(bridge, values))
        {
            mattersToAll = true;
            return null;
        }

        return Reached(bridge.Other, bridge.Symbols, values, length, ref mattersToAll);
    }

    /// <summary>
    /// The keys of the rows of a relation where some symbols have some values. Where no table in it knows both, a part of it that each of its rows has a row of leads on, and from there
    /// further bridges do. Ways lead over the rows of now: a row that went is a change itself, and leads to the keys that hung on it.
    /// </summary>
    IReadOnlyList<KeyWay>? Reached(Relation relation, IReadOnlyList<string> symbols, IReadOnlyList<KeyWay> values, int length, ref bool mattersToAll)
    {
        if (Cover(relation, [.. symbols, .. Key]) is { } known)
        {
            return [.. known.Select(scan => Keys(scan, tableOf(scan.Table)) with { On = Among(scan, symbols), Values = values })];
        }

        if (Cover(relation, symbols) is null)
        {
            return null;
        }

        return relation switch
        {
            Block block => Reached(block.From, symbols, values, length, ref mattersToAll),
            SetOperation { Kind: "UNION" } set => Reached(set.Left, symbols, values, length, ref mattersToAll) is { } left && Reached(set.Right, symbols, values, length, ref mattersToAll) is { } right
                ? [.. left, .. right]
                : null,
            Join { Kind: JoinKind.Inner } join => Reached(join.Left, symbols, values, length, ref mattersToAll)
                ?? (mattersToAll ? null : Reached(join.Right, symbols, values, length, ref mattersToAll)),
            Join { Kind: JoinKind.Left or JoinKind.Semi or JoinKind.Anti } join => Reached(join.Left, symbols, values, length, ref mattersToAll),
            Join { Kind: JoinKind.Right } join => Reached(join.Right, symbols, values, length, ref mattersToAll),
            _ => null,
        } ?? (mattersToAll ? null : Onward(relation, symbols, values, length, ref mattersToAll));
    }

    /// <summary>The same over the further bridges that lead from the relation.</summary>
    IReadOnlyList<KeyWay>? Onward(Relation relation, IReadOnlyList<string> symbols, IReadOnlyList<KeyWay> values, int length, ref bool mattersToAll)
    {
        if (length == LongestChain)
        {
            return null;
        }

        foreach (var next in Bridges().Where(next => !next.Symbols.Intersect(symbols).Any() && Contains(next.Side, relation)))
        {
            if (Cover(relation, [.. symbols, .. next.Symbols]) is not { } steps)
            {
                continue;
            }

            List<KeyWay> reached = [.. steps.Select(scan => new KeyWay(Values(scan, next.Symbols), tableOf(scan.Table)) { On = Among(scan, symbols), Values = values })];
            if (Followed(next, reached, length + 1, ref mattersToAll) is { } found)
            {
                return found;
            }

            if (mattersToAll)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether a list has a null among some values: then it says of every row that it is not known to be, or not to be, in the list.</summary>
    bool HasNull(Bridge bridge, IReadOnlyList<KeyWay> values) =>
        session.Scalar<bool>($"select coalesce(bool_or({string.Join(" or ", bridge.Symbols.Select((_, place) => Value(place) + " is null"))}), false) from ({KeyWay.Sql(values)}) v");

    string Values(Scan scan, IReadOnlyList<string> symbols) => string.Join(", ", symbols.Select((symbol, place) => $"{SymbolSql.Of(session, scan, symbol, "t")} as {Value(place)}"));

    string Among(Scan scan, IReadOnlyList<string> symbols) =>
        string.Join(" and ", symbols.Select((symbol, place) => $"v.{Value(place)} = {SymbolSql.Of(session, scan, symbol, "t")}"));

    static string Value(int place) => string.Create(CultureInfo.InvariantCulture, $"v{place}");

    /// <summary>What two relations are tied by: everything that must be equal between them at once, which tells most; then each alone.</summary>
    IEnumerable<Bridge> Bridges()
    {
        var groups = analysis.Trace.Links.GroupBy(link => (link.Side, link.Other))
            .Select(links => new Bridge([.. links.Select(link => link.Symbol)], links.Key.Side, links.Key.Other, links.Any(link => link.IsList))).ToList();
        return groups.Concat(groups.Where(group => group.Symbols.Count > 1).SelectMany(group => group.Symbols.Select(symbol => group with { Symbols = [symbol] })));
    }

    /// <summary>Rows of one side matter to rows of the other only where the symbols are equal.</summary>
    sealed record Bridge(IReadOnlyList<string> Symbols, Relation Side, Relation Other, bool IsList);

    /// <summary>Scans that together hold every row of a relation and know some symbols; null where there are none.</summary>
    static IReadOnlyList<Scan>? Cover(Relation relation, IReadOnlyList<string> symbols) => relation switch
    {
        Scan scan => symbols.All(scan.Symbols.ContainsKey) ? [scan] : null,
        Block block => Cover(block.From, symbols),
        Join { Kind: JoinKind.Inner } join => Cover(join.Left, symbols) ?? Cover(join.Right, symbols),
        Join { Kind: JoinKind.Right } join => Cover(join.Right, symbols),
        Join { Kind: JoinKind.Full } => null,
        Join join => Cover(join.Left, symbols),
        SetOperation { Kind: "UNION" } set => Cover(set.Left, symbols) is { } left && Cover(set.Right, symbols) is { } right ? [.. left, .. right] : null,
        SetOperation set => Cover(set.Left, symbols),
        _ => null,
    };

    static bool Holds(Relation relation, Scan scan) => Contains(relation, scan);

    static bool Contains(Relation relation, Relation part) => ReferenceEquals(relation, part) || relation switch
    {
        Block block => Contains(block.From, part) || block.All.SelectMany(expression => expression.Subqueries).Any(subquery => Contains(subquery.Query, part)),
        Join join => Contains(join.Left, part) || Contains(join.Right, part),
        SetOperation set => Contains(set.Left, part) || Contains(set.Right, part),
        Opaque opaque => opaque.Inputs.Any(input => Contains(input, part)),
        _ => false,
    };
}
