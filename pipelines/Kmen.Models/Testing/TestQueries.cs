using System.Globalization;
using System.Text;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;

namespace Kmen.Models.Testing;

/// <summary>The tests of one table as SQL: those that one row decides share a scan, the others stand beside it.</summary>
/// <param name="context">The build.</param>
/// <param name="model">The model.</param>
/// <param name="table">The table's quoted name.</param>
/// <param name="changed">What is known of rows that did not change; null: the tests look at all.</param>
internal sealed class TestQueries(BuildContext context, Model model, string table, ChangedTests? changed)
{
    /// <summary>A query with its placeholders filled in.</summary>
    internal string Of(string query) => ModelTest.Over(query, table, SqlText.Names(Catalogs.Previous, model.Schema, model.Name), context.Run.AsOf);

    /// <summary>One text that a query gives; null where it gives none, for a word more or less decides no outcome.</summary>
    internal string? Text(string query)
    {
        try
        {
            return context.Session.Scalar<string>(Of(query), cancellation: context.Cancellation);
        }
        catch (WarehouseException)
        {
            return null;
        }
    }

    /// <summary>The rows of the table, then the failing rows of each test.</summary>
    internal IReadOnlyList<long> Count(IReadOnlyList<ModelTest> tests)
    {
        var hasPrevious = tests.Any(NeedsPrevious) && WasPublished();
        var scans = new Dictionary<string, StringBuilder>();
        var select = new StringBuilder($"select (select count(*) from {table})");
        for (var place = 0; place < tests.Count; place++)
        {
            var test = tests[place];
            select.Append(", ").Append(
                NeedsPrevious(test) && !hasPrevious ? "0" : AmongChanged(test, place, scans) ?? (test.Condition is null ? $"({Of(test.Count)}\n)" : Counted(table, test.Condition, place, scans)));
        }

        var from = string.Join(", ", scans.Select((scan, number) => $"({scan.Value} from {scan.Key}) scan{number}"));
        using var reader = context.Session.Read(select + (from.Length == 0 ? "" : " from " + from), cancellation: context.Cancellation);
        reader.Read();
        return [.. Enumerable.Range(0, tests.Count + 1).Select(place => reader.IsDBNull(place)
            ? 0L : Convert.ToInt64(reader.GetValue(place) is System.Numerics.BigInteger big ? (decimal)big : reader.GetValue(place), CultureInfo.InvariantCulture))];
    }

    /// <summary>How many rows fail, told from the rows that changed; null where only the whole table tells.</summary>
    string? AmongChanged(ModelTest test, int place, Dictionary<string, StringBuilder> scans)
    {
        if (changed?.Before(Place(test)) is not { } before)
        {
            return null;
        }

        var (now, was) = ($"({changed.Rows.Now}) now_rows", changed.Rows.Was is null ? null : $"({changed.Rows.Was}) was_rows");
        if (test.Condition is { } condition)
        {
            return !changed.IsOfOneRow(condition) ? null
                : string.Create(CultureInfo.InvariantCulture, $"{before} + {Counted(now, condition, place, scans)}") + (was is null ? "" : $" - {Counted(was, condition, place, scans)}");
        }

        if (test.CountAmong is null || before != 0)
        {
            return null;
        }

        var parents = test.Reads is null ? ChangeBook.None : changed.ChangedParents(test.Reads);
        var isAmongRows = parents is ChangeBook.None && (test.Reads is not null || changed.Rows.Key?.All(column => test.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)) == true);
        return parents is null ? null
            : isAmongRows ? $"({Of(test.Count.Replace(ModelTest.Table, $"({changed.Rows.Now})", StringComparison.Ordinal))}\n)"
            : $"({Of(test.CountAmong.Replace(ModelTest.New, $"({changed.Rows.Now})", StringComparison.Ordinal).Replace(ModelTest.Parents, $"({parents})", StringComparison.Ordinal))}\n)";
    }

    int Place(ModelTest test) => model.Tests.Select((other, place) => (other, place)).Where(pair => ReferenceEquals(pair.other, test)).Select(pair => pair.place).DefaultIfEmpty(-1).First();

    /// <summary>Adds a condition to the scan of a relation.</summary>
    string Counted(string relation, string condition, int place, Dictionary<string, StringBuilder> scans)
    {
        if (!scans.TryGetValue(relation, out var scan))
        {
            scan = new StringBuilder("select count(*) as n");
            scans.Add(relation, scan);
        }

        scan.Append(CultureInfo.InvariantCulture, $", count(*) filter (where {Of(condition)}\n) as t{place}");
        return string.Create(CultureInfo.InvariantCulture, $"scan{scans.Keys.ToList().IndexOf(relation)}.t{place}");
    }

    static bool NeedsPrevious(ModelTest test) => test.Count.Contains(ModelTest.Previous, StringComparison.Ordinal);

    bool WasPublished() => context.HasPrevious && context.Session.Scalar<long>(
        "select count(*) from duckdb_tables() where database_name = $1 and lower(schema_name) = lower($2) and lower(table_name) = lower($3)",
        [Catalogs.Previous, model.Schema, model.Name]) > 0;
}
