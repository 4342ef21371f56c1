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

    /// <summary>The queries that give touched keys, or null where some change cannot be followed to its keys.</summary>
    /// <param name="obstacle">What cannot be followed, or null.</param>
    internal IReadOnlyList<string>? Queries(out string? obstacle)
    {
        obstacle = null;
        var scans = analysis.Scans.Where(scan => changed.ContainsKey(scan.Table)).ToList();
        foreach (var key in Candidates(scans))
        {
            Key = key;
            var queries = new List<string>();
            obstacle = null;
            foreach (var scan in scans)
            {
                if ((Key.All(scan.Symbols.ContainsKey) ? [Direct(scan)] : Linked(scan)) is not { } found)
                {
                    obstacle = $"{scan.Table} changed, which it reads whole";
                    break;
                }

                queries.AddRange(found);
            }

            if (obstacle is null)
            {
                return queries;
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

    string Direct(Scan scan) => $"select {Keys(scan, "t")} from ({changed[scan.Table]}) t";

    string Keys(Scan scan, string alias) => string.Join(", ", Key.Select(symbol => $"{SymbolSql.Of(session, scan, symbol, alias)} as {symbol}"));

    IReadOnlyList<string>? Linked(Scan scan)
    {
        var mattersToAll = false;
        foreach (var bridge in Bridges().Where(bridge => bridge.Symbols.All(scan.Symbols.ContainsKey) && Holds(bridge.Side, scan)))
        {
            var values = $"select {Values(scan, bridge.Symbols)} from ({changed[scan.Table]}) t";
            if (Followed(scan, bridge, values, 1, ref mattersToAll) is { } found)
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

    /// <summary>
    /// The keys of the rows on the other side of a bridge where its symbols have some values; further bridges lead on where that side does not know the key. No way leads back over the table
    /// that changed: it no longer holds the rows that went.
    /// </summary>
    IReadOnlyList<string>? Followed(Scan from, Bridge bridge, string values, int length, ref bool mattersToAll)
    {
        if (bridge.IsList && HasNull(bridge, values))
        {
            mattersToAll = true;
            return null;
        }

        if (Cover(bridge.Other, [.. bridge.Symbols, .. Key]) is { } known)
        {
            return [.. known.Select(scan => $"select {Keys(scan, "t")} from {tableOf(scan.Table)} t {Among(scan, bridge.Symbols, values)}")];
        }

        if (length == LongestChain)
        {
            return null;
        }

        foreach (var next in Bridges().Where(next => !next.Symbols.Intersect(bridge.Symbols).Any() && Contains(next.Side, bridge.Other)))
        {
            if (Cover(bridge.Other, [.. bridge.Symbols, .. next.Symbols]) is not { } steps || steps.Contains(from))
            {
                continue;
            }

            var reached = string.Join(" union all ", steps.Select(scan => $"select {Values(scan, next.Symbols)} from {tableOf(scan.Table)} t {Among(scan, bridge.Symbols, values)}"));
            if (Followed(from, next, reached, length + 1, ref mattersToAll) is { } found)
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
    bool HasNull(Bridge bridge, string values) =>
        session.Scalar<bool>($"select coalesce(bool_or({string.Join(" or ", bridge.Symbols.Select((_, place) => Value(place) + " is null"))}), false) from ({values}) v");

    string Values(Scan scan, IReadOnlyList<string> symbols) => string.Join(", ", symbols.Select((symbol, place) => $"{SymbolSql.Of(session, scan, symbol, "t")} as {Value(place)}"));

    string Among(Scan scan, IReadOnlyList<string> symbols, string values) =>
        $"semi join ({values}) v on {string.Join(" and ", symbols.Select((symbol, place) => $"v.{Value(place)} = {SymbolSql.Of(session, scan, symbol, "t")}"))}";

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
