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
    readonly DeltaCatalog delta = new(context, model);
    readonly IWarehouseSession session = context.Session;

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
    internal bool IsMost(out string? whole)
    {
        var rows = analysis!.Scans.Where(scan => Key.Any(scan.Symbols.ContainsKey)).Select(scan => SqlText.Names([Catalogs.Build, .. scan.Table.Split('.')])).Distinct()
            .Max(table => session.Scalar<long>($"select count(*) from {table}"));
        var isMost = Count > context.LargestShare * Math.Max(rows, 1);
        whole = isMost ? string.Create(CultureInfo.InvariantCulture, $"{Count:N0} keys are touched, which is dearer key by key") : null;
        return isMost;
    }

    /// <summary>Computes their rows into a new table.</summary>
    /// <param name="fresh">Its quoted name.</param>
    internal void Compute(string fresh)
    {
        var cut = analysis!.Scans.GroupBy(scan => scan.Table).ToDictionary(scans => scans.Key, scans => new CutTable(session, [.. scans], Key, Keys).Query());
        delta.Make($"create table {fresh} as select made.* from (", $") made semi join {Keys} k on {Matches("made")}", cut);
    }

    /// <summary>The condition that a row known as <paramref name="alias"/> has a key known as k.</summary>
    internal string Matches(string alias) => string.Join(" and ", Key.Select(symbol => $"k.{symbol} is not distinct from {alias}.{SqlText.Name(analysis!.Key[symbol])}"));

    /// <summary>The keys of the rows of a query.</summary>
    internal string KeysOf(string rows) => $"select distinct {string.Join(", ", Key.Select(symbol => $"{SqlText.Name(analysis!.Key[symbol])} as {symbol}"))} from {rows}";

    bool Find(Dictionary<string, string> changed, out string? whole)
    {
        var touched = new TouchedKeys(analysis!, changed, table => SqlText.Names([Catalogs.Build, .. table.Split('.')]), session) { IsByGrainOnly = isOfDumps };
        if (touched.Queries(out whole) is not { } queries)
        {
            return false;
        }

        Key = touched.Key;
        if (queries.Count > 0)
        {
            Keys = context.Changes!.NewTable();
            session.Execute($"create table {Keys} as select distinct * from ({string.Join(" union all ", queries)}) touched", cancellation: context.Cancellation);
            Count = session.Scalar<long>($"select count(*) from {Keys}");
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

            if (rows.Length > 0)
            {
                changed[table] = rows;
            }
        }

        whole = null;
        return changed;
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
