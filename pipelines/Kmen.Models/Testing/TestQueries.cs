using System.Text;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;

namespace Kmen.Models.Testing;

/// <summary>The tests of one table as SQL: those that one row decides share a scan, the others stand beside it.</summary>
internal sealed class TestQueries(BuildContext context, Model model, string table)
{
    /// <summary>A query with its placeholders filled in.</summary>
    internal string Of(string query) => query
        .Replace(ModelTest.Table, table, StringComparison.Ordinal)
        .Replace(ModelTest.Previous, SqlText.Names(Catalogs.Previous, model.Schema, model.Name), StringComparison.Ordinal)
        .Replace(ModelTest.AsOf, SqlText.Timestamp(context.Run.AsOf), StringComparison.Ordinal);

    /// <summary>The rows of the table, then the failing rows of each test.</summary>
    internal IReadOnlyList<long> Count(IReadOnlyList<ModelTest> tests)
    {
        var hasPrevious = tests.Any(NeedsPrevious) && WasPublished();
        var scan = new StringBuilder("select count(*) as n");
        var select = new StringBuilder("select scan.n");
        for (var place = 0; place < tests.Count; place++)
        {
            var test = tests[place];
            if (test.Condition is not null)
            {
                scan.Append($", count(*) filter (where {Of(test.Condition)}\n) as t{place}");
                select.Append($", scan.t{place}");
            }
            else
            {
                select.Append(NeedsPrevious(test) && !hasPrevious ? ", 0" : $", ({Of(test.Count)}\n)");
            }
        }

        using var reader = context.Session.Read($"{select} from ({scan} from {table}) scan", cancellation: context.Cancellation);
        reader.Read();
        return [.. Enumerable.Range(0, tests.Count + 1).Select(place => reader.IsDBNull(place)
            ? 0L : Convert.ToInt64(reader.GetValue(place) is System.Numerics.BigInteger big ? (decimal)big : reader.GetValue(place), System.Globalization.CultureInfo.InvariantCulture))];
    }

    static bool NeedsPrevious(ModelTest test) => test.Count.Contains(ModelTest.Previous, StringComparison.Ordinal);

    bool WasPublished() => context.HasPrevious && context.Session.Scalar<long>(
        "select count(*) from duckdb_tables() where database_name = $1 and lower(schema_name) = lower($2) and lower(table_name) = lower($3)",
        [Catalogs.Previous, model.Schema, model.Name]) > 0;
}
