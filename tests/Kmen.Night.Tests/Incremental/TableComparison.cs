using Kmen.Models.Building;
using Kmen.Warehouse;

namespace Kmen.Night.Tests.Incremental;

/// <summary>Compares all that two workspaces publish and stage: names and types of columns, and rows in any order; columns that name the run are left out.</summary>
internal static class TableComparison
{
    const string Night = "night";

    /// <summary>What differs, a line a table.</summary>
    internal static IReadOnlyList<string> Differences(RetailerWorkspace one, RetailerWorkspace other)
    {
        var (here, there) = (Contents(one), Contents(other));
        return
        [
            .. here.Keys.Except(there.Keys).Concat(there.Keys.Except(here.Keys)).Select(table => $"{table} is not in both"),
            .. here.Where(found => there.TryGetValue(found.Key, out var known) && known.Columns != found.Value.Columns)
                .Select(found => $"{found.Key} has the columns {found.Value.Columns} and {there[found.Key].Columns}"),
            .. here.Where(found => there.TryGetValue(found.Key, out var known) && known.Columns == found.Value.Columns && known.Rows != found.Value.Rows)
                .Select(found => Difference(one, other, found.Key, found.Value.Columns)).OfType<string>(),
        ];
    }

    /// <summary>Whether a table of the publication is made of the exports alone.</summary>
    internal static bool IsPublished(WarehouseTable table) => table.Schema is not ("ops" or "activation" or "main");

    /// <summary>Columns with their types, number of rows and a sum over them, of each table and view.</summary>
    static Dictionary<string, (string Columns, string Rows)> Contents(RetailerWorkspace workspace)
    {
        using var engine = RetailerWorkspace.Engine();
        engine.Attach(Night, workspace.Layout.PublishedFile, readOnly: true);
        engine.Attach(Catalogs.Raw, workspace.Layout.RawFile, readOnly: true);
        using var session = engine.Open(Night);
        var tables = session.Tables(Night).Where(IsPublished).Select(table => SqlText.Names(Night, table.Schema, table.Name))
            .Concat(session.Tables(Catalogs.Raw).Where(table => table.Schema == Catalogs.Staging).Select(table => SqlText.Names(Catalogs.Raw, table.Schema, table.Name)));
        var columns = session.List(
            """
            select format('"{}"."{}"."{}"', database_name, schema_name, table_name), string_agg(column_name || ' ' || data_type, chr(10) order by column_index)
            from duckdb_columns() group by all
            """,
            row => (row.GetString(0), row.GetString(1))).ToDictionary();
        var rows = string.Join(" union all ", tables.Select(table =>
            $"select {SqlText.Text(table)}, count(*) || ' rows, ' || coalesce(sum(hash(t)::hugeint)::varchar, '') from (select columns(c -> c <> 'run_id') from {table}) t"));
        return session.List(rows, row => (row.GetString(0), row.GetString(1))).ToDictionary(found => found.Item1, found => (columns[found.Item1], found.Item2));
    }

    /// <summary>What differs in a table whose columns are the same; null where it is the last places of doubles.</summary>
    static string? Difference(RetailerWorkspace one, RetailerWorkspace other, string table, string columns)
    {
        using var engine = RetailerWorkspace.Engine();
        foreach (var (name, workspace) in (IEnumerable<(string, RetailerWorkspace)>)[("a", one), ("b", other)])
        {
            engine.Attach(name + "_" + Night, workspace.Layout.PublishedFile, readOnly: true);
            engine.Attach(name + "_" + Catalogs.Raw, workspace.Layout.RawFile, readOnly: true);
        }

        using var session = engine.Open("a_" + Night);
        var (a, b) = ("\"a_" + table[1..], "\"b_" + table[1..]);
        var all = columns.Split('\n').Where(column => !column.StartsWith("run_id ", StringComparison.Ordinal)).ToList();
        var doubles = all.Where(column => column.EndsWith(" DOUBLE", StringComparison.Ordinal)).Select(Named).ToList();
        var names = all.ConvertAll(Named);
        var list = string.Join(", ", names);
        var (here, there) = ($"(select {list} from {a} except all select {list} from {b})", $"(select {list} from {b} except all select {list} from {a})");
        if (doubles.Count > 0 && IsNear(session, a, b, [.. names.Except(doubles)], doubles))
        {
            return null;
        }

        return session.Scalar<string>(
            $"""
            select '{table} differs: ' || (select count(*) from {here}) || ' rows such as ' || coalesce((select min(t::varchar) from {here} t), '')
                || ' against ' || (select count(*) from {there}) || ' such as ' || coalesce((select min(t::varchar) from {there} t), '')
            """);
    }

    /// <summary>Whether rows in one order are the same but for the last places of doubles.</summary>
    static bool IsNear(IWarehouseSession session, string a, string b, List<string> exact, List<string> doubles)
    {
        string Numbered(string table) => $"select *, row_number() over (order by {string.Join(", ", [.. exact, .. doubles])}) as place from {table}";
        var same = exact.Select(column => $"a.{column} is not distinct from b.{column}").Concat(doubles.Select(
            column => $"(a.{column} is not distinct from b.{column} or coalesce(abs(a.{column} - b.{column}) <= 1e-9 * greatest(1, abs(a.{column})), false))"));
        return session.Scalar<bool>(
            $"select coalesce(bool_and(a.place is not null and b.place is not null and {string.Join(" and ", same)}), true) from ({Numbered(a)}) a full join ({Numbered(b)}) b on b.place = a.place");
    }

    static string Named(string column) => SqlText.Name(column[..column.IndexOf(' ', StringComparison.Ordinal)]);
}
