using System.Globalization;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;

namespace Kmen.Cli.Models;

/// <summary>How a model's text differs from its published table.</summary>
/// <param name="IsBreaking">Whether columns go or change their types; null where it could not be told.</param>
/// <param name="Lines">Columns and rows, a line each.</param>
sealed record ModelDifferences(bool? IsBreaking, IReadOnlyList<string> Lines)
{
    /// <summary>One word for all.</summary>
    public string Word => IsBreaking switch { true => "breaking", false when Lines.Count == 0 => "the same columns", false => "not breaking", _ => "unknown" };
}

/// <summary>What a model's text makes now, beside its published table.</summary>
/// <param name="models">The workspace's models.</param>
/// <param name="view">A session in which the models' text finds its tables.</param>
/// <param name="countsRows">Whether the text is run to count rows that differ.</param>
sealed class PublishedComparison(WorkspaceModels models, IWarehouseSession view, bool countsRows)
{
    /// <summary>The differences.</summary>
    public ModelDifferences Of(Model model, CancellationToken cancellation)
    {
        var table = SqlText.Names(model.Schema, model.Name);
        List<(string Name, string Type)> now, before;
        try
        {
            now = Columns(model.Sql);
            before = Columns($"select * from {table}");
        }
        catch (WarehouseException e)
        {
            return new ModelDifferences(null, [$"cannot be compared with what is published: {SqlErrors.In(e, model, "describe ".Length).Message}"]);
        }

        var lines = new List<string>();
        var added = now.Where(column => !before.Exists(old => Same(old.Name, column.Name))).ToList();
        var removed = before.Where(column => !now.Exists(made => Same(made.Name, column.Name))).ToList();
        var retyped = now.Select(column => (column, old: before.Find(old => Same(old.Name, column.Name)))).Where(pair => pair.old.Name is not null && pair.old.Type != pair.column.Type).ToList();
        lines.AddRange(added.Select(column => $"+ column {column.Name} {column.Type.ToLowerInvariant()}"));
        lines.AddRange(removed.Select(column => $"- column {column.Name}{Breaks(model, column.Name)}"));
        lines.AddRange(retyped.Select(pair => $"~ column {pair.column.Name} {pair.old.Type.ToLowerInvariant()} -> {pair.column.Type.ToLowerInvariant()}{Breaks(model, pair.column.Name)}"));
        // Of an audience only those are published whom its purpose may reach: rows cannot be told before the run.
        if (countsRows && model.Materialization != Materialization.Snapshot && model.Schema != "audiences")
        {
            lines.Add(Rows(model, table, [.. now.Where(column => before.Exists(old => Same(old.Name, column.Name))).Select(column => column.Name)], cancellation));
        }

        return new ModelDifferences(removed.Count + retyped.Count > 0, lines);
    }

    /// <summary>Who names a column that goes or changes; a model that takes all columns counts, too.</summary>
    string Breaks(Model model, string column)
    {
        var readers = models.Models.Queries.Where(query => query.Value.Tables.Any(table => Same(table.FullName, model.FullName)) && !Same(query.Key, model.FullName)
                && (query.Value.Text.Contains($"\"{column}\"", StringComparison.OrdinalIgnoreCase) || query.Value.Text.Contains("\"STAR\"", StringComparison.Ordinal)))
            .Select(query => query.Key).Order(StringComparer.Ordinal).ToList();
        return readers.Count == 0 ? ", which no model here reads" : $", breaking for {string.Join(", ", readers)}";
    }

    string Rows(Model model, string table, IReadOnlyList<string> shared, CancellationToken cancellation)
    {
        var key = model.Grain.Where(column => shared.Contains(column, StringComparer.OrdinalIgnoreCase)).ToList();
        if (key.Count == 0 || key.Count < model.Grain.Count || shared.Count == 0)
        {
            return Shown(view.List(
                $"select count(*), (select count(*) from {table}) from ({model.Sql}\n) made", row => (row.GetInt64(0), row.GetInt64(1)), cancellation: cancellation)[0]);
        }

        var on = string.Join(" and ", key.Select(column => $"made.{SqlText.Name(column)} is not distinct from old.{SqlText.Name(column)}"));
        var differs = string.Join(" or ", shared.Select(column => $"made.{SqlText.Name(column)} is distinct from old.{SqlText.Name(column)}"));
        var counts = view.List(
            $"""
            select count(*) filter (where old."_old" is null), count(*) filter (where made."_made" is null), count(*) filter (where old."_old" and made."_made" and ({differs}))
            from (select *, true as "_made" from ({model.Sql}
            ) query) made full join (select *, true as "_old" from {table}) old on {on}
            """,
            row => (Added: row.GetInt64(0), Removed: row.GetInt64(1), Changed: row.GetInt64(2)), cancellation: cancellation)[0];
        return string.Create(CultureInfo.InvariantCulture, $"rows: {counts.Added:N0} added, {counts.Removed:N0} removed, {counts.Changed:N0} changed");
    }

    static string Shown((long Now, long Before) rows) => string.Create(CultureInfo.InvariantCulture, $"rows: {rows.Now:N0}, published {rows.Before:N0}");

    List<(string Name, string Type)> Columns(string sql) => [.. view.List("describe " + sql, row => (row.GetString(0), row.GetString(1)))];

    static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
