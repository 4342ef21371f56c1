using System.Globalization;
using Kmen.Models.Analysis;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>A table cut to the rows of some keys; whole where one mention of it needs it whole.</summary>
/// <param name="context">The build of the lane that asks.</param>
/// <param name="scans">The mentions of the table.</param>
/// <param name="key">The symbols by which keys are told.</param>
/// <param name="keys">The quoted name of the table of keys.</param>
/// <param name="comparison">The comparison that holds where a symbol is the key's, nulls included.</param>
internal sealed class CutTable(BuildContext context, IReadOnlyList<Scan> scans, IReadOnlyList<string> key, string keys, Func<string, string> comparison)
{
    const int SampleRows = 8192;
    const double SmallShare = 0.5;

    readonly IWarehouseSession session = context.Session;

    /// <summary>The rows of the table as a query.</summary>
    internal string Query()
    {
        var table = Names(scans[0].Table);
        if (scans.Any(scan => Varying(scan).Count == 0))
        {
            return Whole(scans[0].Table);
        }

        var ways = scans.DistinctBy(scan => $"{KeysOf(scan)} {Condition(scan, Varying(scan))}").ToList();
        return ways is [var only]
            ? $"select t.* from {First(table, only)} t join {DistinctKeys(only)} k on {Condition(only, Varying(only))}"
            : $"select t.* from {table} t where {string.Join(" or ", ways.Select(HasKey))}";
    }

    /// <summary>All rows of a table as a query.</summary>
    internal static string Whole(string table) => $"select * from {Names(table)}";

    /// <summary>What is staged stands in the raw store, and is shown in the candidate by views.</summary>
    static string Home(string table) => table.StartsWith(Catalogs.Staging + ".", StringComparison.Ordinal) || table.StartsWith("raw.", StringComparison.Ordinal) ? Catalogs.Raw : Catalogs.Build;

    static string Names(string table) => SqlText.Names([Home(table), .. table.Split('.')]);

    /// <summary>The symbols that differ from row to row of the table.</summary>
    List<string> Varying(Scan scan) => [.. key.Where(symbol => scan.Symbols.ContainsKey(symbol) && Expression.Places(scan.Symbols[symbol]).Count > 0)];

    /// <summary>The keys that the mention can have: where a part of them is the same for all of its rows, those with that part.</summary>
    string KeysOf(Scan scan)
    {
        var same = key.Where(symbol => scan.Symbols.ContainsKey(symbol) && Expression.Places(scan.Symbols[symbol]).Count == 0)
            .Select(symbol => $"{symbol} is not distinct from {SymbolSql.Of(session, scan, symbol, "t")}").ToList();
        return same.Count == 0 ? keys : $"(select * from {keys} where {string.Join(" and ", same)})";
    }

    /// <summary>
    /// The keys once each, by what a row can tell of them, so that joining them leaves every row once. The engine foresees how few rows a join leaves, and not how few a semi join does: where the text joins
    /// them with a large table, it puts these few into memory and not that (measured over 735,000 accounts: 0.02 s against 0.22 s).
    /// </summary>
    string DistinctKeys(Scan scan) => $"(select distinct {string.Join(", ", Varying(scan))} from {KeysOf(scan)} k)";

    /// <summary>That a row has a key. Of several such conditions each row is looked at once, by lists where no part of a key is null (measured over two million rows: 0.2 s against 1.1 s).</summary>
    string HasKey(Scan scan)
    {
        var symbols = Varying(scan);
        return symbols.TrueForAll(symbol => comparison(symbol) == "=")
            ? $"({string.Join(", ", symbols.Select(symbol => SymbolSql.Of(session, scan, symbol, "t")))}) in (select {string.Join(", ", symbols)} from {KeysOf(scan)} k)"
            : $"exists (select 1 from {KeysOf(scan)} k where {Condition(scan, symbols)})";
    }

    string Condition(Scan scan, IEnumerable<string> symbols) =>
        string.Join(" and ", symbols.Select(symbol => $"k.{symbol} {comparison(symbol)} {SymbolSql.Of(session, scan, symbol, "t")}"));

    /// <summary>
    /// Cuts a table by a part of the key before the whole key is computed of each row: by columns as they are (measured over 21 million rows: 0.6 s against 3.1 s), else by the expression
    /// that leaves the fewest rows of a sample.
    /// </summary>
    string First(string table, Scan scan)
    {
        var varying = Varying(scan);
        if (FilesOf(scan, varying) is { } files)
        {
            table = $"(select * from {table} where _file_id in ({string.Join(", ", files)}))";
        }

        var part = varying.FindAll(scan.IsColumn);
        if (part.Count == 0 && varying.Count > 1)
        {
            var best = varying.Select(symbol => (Symbol: symbol, Share: Share(table, scan, symbol))).MinBy(found => found.Share);
            part = best.Share < SmallShare ? [best.Symbol] : [];
        }

        return part.Count == 0 || part.Count == varying.Count ? table : $"(select t.* from {table} t semi join {KeysOf(scan)} k on {Condition(scan, part)})";
    }

    /// <summary>The files of a raw table in which keys can be, by the times in them; null where there are no times, or where most files are among them.</summary>
    IReadOnlyList<long>? FilesOf(Scan scan, IEnumerable<string> symbols)
    {
        var ranges = new FileRanges(context);
        return symbols.Select(symbol => ranges.Files(scan, SymbolSql.Of(session, scan, symbol, FileRanges.Alias), $"select {symbol} from {KeysOf(scan)} k")).OfType<IReadOnlyList<long>>()
            .MinBy(files => files.Count);
    }

    /// <summary>The share of the table's rows that one symbol leaves, by a sample.</summary>
    double Share(string table, Scan scan, string symbol)
    {
        var rows = session.Scalar<long>($"select count(*) from {table}");
        var percent = string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100.0, 100.0 * SampleRows / Math.Max(rows, 1)):F6}");
        return session.Scalar<double>(
            $"""
            with sample as materialized (select * from {table} tablesample system ({percent} percent))
            select (select count(*) from sample t semi join {KeysOf(scan)} k on {Condition(scan, [symbol])}) / greatest((select count(*) from sample), 1)
            """);
    }
}
