using Kmen.Night.Tests.Incremental;
using Kmen.Warehouse;

namespace Kmen.Night.Tests.Lineage;

/// <summary>Which columns of two builds hold other values, whatever the order of rows. Columns that name the run are left out.</summary>
internal static class ColumnComparison
{
    /// <summary>The columns of every table of the build and of staging, in lower case.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Columns(BuiltWorkspace workspace)
    {
        using var engine = RetailerWorkspace.Engine();
        return Tables(engine, "one", workspace).ToDictionary(found => found.Table, found => found.Columns);
    }

    internal static IReadOnlyList<(string Table, string Column)> Changed(BuiltWorkspace one, BuiltWorkspace other)
    {
        using var engine = RetailerWorkspace.Engine();
        var (here, there) = (Tables(engine, "one", one), Tables(engine, "other", other));
        here.Select(found => found.Table).Should().Equal(there.Select(found => found.Table));
        using var session = engine.Open("one");
        var changed = new List<(string, string)>();
        foreach (var (before, after) in here.Zip(there))
        {
            var (a, b) = (Sums(session, before), Sums(session, after));
            changed.AddRange(before.Columns.Where((_, place) => a[place] != b[place]).Select(column => (before.Table, column)));
        }

        return changed;
    }

    static List<(string Table, string Place, IReadOnlyList<string> Columns)> Tables(IWarehouse engine, string name, BuiltWorkspace workspace)
    {
        engine.Attach(name, workspace.File, readOnly: true);
        engine.Attach(name + "_raw", workspace.Workspace.Layout.RawFile, readOnly: true);
        using var session = engine.Open(name);
        return
        [
            .. session.Tables(name).Where(TableComparison.IsPublished).Select(table => (table, Catalog: name))
                .Concat(session.Tables(name + "_raw").Where(table => table.Schema == "staging").Select(table => (table, Catalog: name + "_raw")))
                .Where(found => !found.table.IsView).OrderBy(found => found.table.FullName, StringComparer.Ordinal)
                .Select(found => (found.table.FullName.ToLowerInvariant(), SqlText.Names(found.Catalog, found.table.Schema, found.table.Name))).Select(found =>
                    (found.Item1, found.Item2, (IReadOnlyList<string>)[.. session.List($"describe {found.Item2}", row => row.GetString(0).ToLowerInvariant()).Where(column => column != "run_id")])),
        ];
    }

    /// <summary>A sum over each column's values that does not hang on the order of rows.</summary>
    static List<string> Sums(IWarehouseSession session, (string Table, string Place, IReadOnlyList<string> Columns) table) => session.List(
        $"select [{string.Join(", ", table.Columns.Select(column => $"count(*) || ' ' || coalesce(sum(hash({SqlText.Name(column)})::hugeint)::varchar, '')"))}] from {table.Place}",
        row => ((IEnumerable<object?>)row.GetValue(0)).Select(value => (string)value!).ToList())[0];
}
