using System.Globalization;
using Kmen.Models.Analysis;
using Kmen.Models.Files;
using Kmen.Models.Planning;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>
/// The rows of a query whose keys are touched by what changed: finds the keys, and runs the unchanged text in a catalogue whose tables are views of the same names that hold the rows of
/// these keys only.
/// </summary>
internal sealed class TouchedRows(BuildContext context, Model model, StepPlan plan)
{
    /// <summary>The kinds of the engine's errors that are of a query, and not of the machine.</summary>
    static readonly HashSet<string> Refusals = ["Conversion", "Binder", "Invalid Input", "Out of Range", "Mismatch Type", "Not implemented", "Decimal", "Divide by Zero"];

    readonly DeltaCatalog delta = new(context, model);
    readonly IWarehouseSession session = context.Session;

    /// <summary>Computes something of keys alone; where that is not possible, it says why, and the result is null.</summary>
    internal delegate T? OfKeys<T>(out string? whole)
        where T : class;

    KeyAnalysis? analysis;
    bool isOfDumps;

    /// <summary>Whether tables that were made whole are compared with what they were: not worth it where everything could be looked at instead.</summary>
    internal bool IsComparing { get; init; } = true;

    /// <summary>The symbols by which keys are told.</summary>
    internal IReadOnlyList<string> Key { get; private set; } = [];

    /// <summary>The columns by which they are told.</summary>
    internal IReadOnlyList<string> Columns => [.. Key.Select(symbol => analysis!.Key[symbol])];

    /// <summary>The quoted name of the table of touched keys.</summary>
    internal string Keys { get; private set; } = "";

    /// <summary>How many keys are touched.</summary>
    internal long Count { get; private set; }

    /// <summary>The symbols that are null in some touched key.</summary>
    HashSet<string> nulls = [];

    /// <summary>
    /// What is computed of keys alone, or null with why everything must be computed. What makes a key is computed of rows that the text would have left out before, or where the engine takes it in a whole
    /// query only; where that is refused, everything is computed, and what is wrong with the text itself is told then, with its place. Errors of the machine go on.
    /// </summary>
    internal static T? OrWhole<T>(OfKeys<T> compute, out string? whole)
        where T : class
    {
        try
        {
            return compute(out whole);
        }
        catch (Exception e) when ((e as WarehouseException ?? e.InnerException as WarehouseException)?.Kind is { } kind && Refusals.Contains(kind))
        {
            whole = "its keys cannot be computed alone: " + e.Message.Split('\n')[0];
            return null;
        }
    }

    /// <summary>Finds the keys.</summary>
    /// <param name="whole">Why they cannot be found, and everything must be computed.</param>
    internal bool Find(out string? whole)
    {
        try
        {
            analysis = KeyAnalysis.Of(model, context.Queries[model.FullName.ToLowerInvariant()], ModelBinder.Of(context), out whole);
            return analysis is not null && ChangedRows(out whole) is { } changed && Find(changed, out whole);
        }
        catch (UnresolvedQueryException e)
        {
            whole = e.Message;
            return false;
        }
    }

    /// <summary>Whether so many keys are touched that everything is cheaper.</summary>
    /// <param name="whole">Says so, or null.</param>
    /// <param name="least">Rows of the query's own table. Most keys may have none in it, so those of the tables that keys are looked up in count, too.</param>
    internal bool IsMost(out string? whole, long least = 1)
    {
        var rows = analysis!.Scans.Where(scan => Key.Any(scan.Symbols.ContainsKey)).Select(scan => SqlText.Names([Catalogs.Build, .. scan.Table.Split('.')])).Distinct()
            .Max(table => session.Scalar<long>($"select count(*) from {table}"));
        var isMost = Count > context.LargestShare * Math.Max(rows, Math.Max(least, 1));
        whole = isMost ? string.Create(CultureInfo.InvariantCulture, $"{Count:N0} of its keys are touched, which is dearer key by key") : null;
        return isMost;
    }

    /// <summary>Computes their rows into a new table.</summary>
    /// <param name="fresh">Its quoted name.</param>
    internal void Compute(string fresh)
    {
        var tables = new Dictionary<string, string>();
        var mentions = new Dictionary<int, (string Table, string Rows)>();
        foreach (var table in analysis!.Scans.GroupBy(scan => scan.Table))
        {
            // A mention is many scans where the text around it is itself mentioned many times.
            var cuts = table.GroupBy(scan => scan.Place).ToDictionary(scans => scans.Key ?? -1, scans => Cut([.. scans]));
            var isOne = cuts.ContainsKey(-1) || cuts.Values.Distinct().Count() == 1;
            tables[table.Key] = isOne ? Cut([.. table]) : CutTable.Whole(table.Key);
            foreach (var (place, rows) in cuts.Where(cut => !isOne && cut.Value != tables[table.Key]))
            {
                mentions[place] = (table.Key, rows);
            }
        }

        delta.Make($"create table {fresh} as select made.* from (", $") made semi join {Keys} k on {Matches("made")}", tables, mentions);
    }

    string Cut(IReadOnlyList<Scan> scans) => new CutTable(context, scans, Key, Keys, Comparison).Query();

    /// <summary>The condition that a row known as <paramref name="alias"/> has a key known as k.</summary>
    internal string Matches(string alias) => string.Join(" and ", Key.Select(symbol => $"k.{symbol} {Comparison(symbol)} {alias}.{SqlText.Name(analysis!.Key[symbol])}"));

    /// <summary>How a symbol is compared: a plain comparison lets the engine skip the parts of a table that cannot hold a key (measured: 0.03 s against 0.46 s), and is right where no key is null.</summary>
    string Comparison(string symbol) => nulls.Contains(symbol) ? "is not distinct from" : "=";

    /// <summary>The keys of the rows of a query.</summary>
    internal string KeysOf(string rows) => $"select distinct {string.Join(", ", Key.Select(symbol => $"{SqlText.Name(analysis!.Key[symbol])} as {symbol}"))} from {rows}";

    bool Find(Dictionary<string, string> changed, out string? whole)
    {
        var touched = new TouchedKeys(analysis!, changed, table => SqlText.Names([Catalogs.Build, .. table.Split('.')]), session) { IsByGrainOnly = isOfDumps };
        if (touched.Query(out whole) is not { } query)
        {
            return false;
        }

        Key = touched.Key;
        if (query.Length > 0)
        {
            Keys = context.Changes!.NewTable();
            session.Execute($"create table {Keys} as select distinct * from ({query}) touched", cancellation: context.Cancellation);
            var counts = session.List(
                $"select count(*), {string.Join(", ", Key.Select(symbol => $"count({symbol})"))} from {Keys}",
                row => Enumerable.Range(0, Key.Count + 1).Select(row.GetInt64).ToList())[0];
            Count = counts[0];
            nulls = [.. Key.Where((_, place) => counts[place + 1] < Count)];
        }

        return true;
    }

    /// <summary>The changed rows of each changed input, old and new; null where those of one are not known.</summary>
    Dictionary<string, string>? ChangedRows(out string? whole)
    {
        if (delta.RewrittenView() is { } rewritten)
        {
            whole = $"the view {rewritten.FullName} changed";
            return null;
        }

        var changed = new Dictionary<string, string>();
        foreach (var table in analysis!.Scans.Select(scan => scan.Table).Distinct())
        {
            var now = context.Plan!.Versions.GetValueOrDefault(table);
            var was = plan.Before!.Inputs.GetValueOrDefault(table) ?? context.VersionBefore(table);
            if (now is not null && now == was)
            {
                continue;
            }

            var rows = table.StartsWith("raw.", StringComparison.Ordinal)
                ? RawChanges.Of(context, model, table["raw.".Length..]) ?? OfDump(table)
                : was is null ? null : IsComparing ? context.Changes!.Of(context, table, was) : context.Changes!.Known(context, table, was);
            if (rows is null)
            {
                whole = $"what changed in {table} is not known";
                return null;
            }

            if (rows.Length > 0 && Narrowed(table, was, rows) is { Length: > 0 } narrowed)
            {
                changed[table] = narrowed;
            }
        }

        whole = null;
        return changed;
    }

    /// <summary>The changed rows that differ in the columns that the model looks at: what moves in another column matters to nobody.</summary>
    string Narrowed(string table, string? was, string rows)
    {
        var scan = analysis!.Scans.First(scan => scan.Table == table);
        var used = analysis.UsedColumnsOf(table);
        if (used.Count == 0 || used.Count == scan.Columns.Count || was is null || context.Changes!.Signed(context, table, was) is not { } signed)
        {
            return rows;
        }

        var target = context.Changes.NewTable();
        session.Execute(
            $"create table {target} as select {string.Join(", ", used.Select(SqlText.Name))} from ({signed}) s group by all having sum({Difference.Sign}) <> 0", cancellation: context.Cancellation);
        return session.Scalar<long>($"select count(*) from {target}") == 0 ? ChangeBook.None : $"select * from {target}";
    }

    string? OfDump(string table)
    {
        if (model.Schema != Catalogs.Staging || analysis!.Scans is not [var scan])
        {
            return null;
        }

        isOfDumps = true;
        return new DumpRows(context, model).Changed(scan);
    }
}
