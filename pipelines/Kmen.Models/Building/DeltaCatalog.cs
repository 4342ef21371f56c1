using System.Globalization;
using System.Text.RegularExpressions;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>Runs a model's unchanged text in a database of its own, in which tables of the same names hold some of the rows only.</summary>
internal sealed partial class DeltaCatalog(BuildContext context, Model model)
{
    /// <summary>Runs the text inside a statement.</summary>
    /// <param name="prefix">Stands before the text.</param>
    /// <param name="suffix">Stands behind it.</param>
    /// <param name="tables">The rows of each table that the text reads, by schema.name, as a query; views are made over them.</param>
    /// <param name="mentions">Mentions of tables that are to find other rows than the table's, by their place in bytes of the text.</param>
    internal void Make(string prefix, string suffix, IReadOnlyDictionary<string, string> tables, IReadOnlyDictionary<int, (string Table, string Rows)>? mentions = null)
    {
        var views = Views();
        using var home = DeltaHome.Take(context);
        var delta = home.Session;
        var schemas = tables.Keys.Select(table => table[..table.IndexOf('.', StringComparison.Ordinal)]).Concat(views.Select(view => view.Schema));
        delta.Execute(
            string.Join(";\n", home.Schemas(schemas).Concat(tables.Select(table => $"create view {SqlText.Names(table.Key.Split('.'))} as {table.Value}"))), cancellation: context.Cancellation);
        foreach (var view in views)
        {
            delta.Execute($"create view {SqlText.Names(view.Schema, view.Name)} as {view.Sql}", cancellation: context.Cancellation);
        }

        if (mentions is not { Count: > 0 } || !Redirected(home, prefix, suffix, mentions))
        {
            Run(delta, prefix, suffix);
        }
    }

    void Run(IWarehouseSession delta, string prefix, string suffix)
    {
        try
        {
            delta.Execute($"{prefix}{model.Sql}\n{suffix}", cancellation: context.Cancellation);
        }
        catch (WarehouseException e)
        {
            throw SqlErrors.In(e, model, prefix.Length);
        }
    }

    /// <summary>
    /// Runs the text with each mention led to a schema of its own, where the table has the mention's rows. False where the text cannot be run so, as where it names a column with its schema:
    /// nothing was made then.
    /// </summary>
    bool Redirected(DeltaHome home, string prefix, string suffix, IReadOnlyDictionary<int, (string Table, string Rows)> mentions)
    {
        var sql = model.Sql;
        var statements = new List<string>();
        foreach (var (place, (table, rows)) in mentions.OrderByDescending(mention => mention.Key))
        {
            var (offset, schema) = (SqlOffset.FromBytes(model.Sql, place), string.Create(CultureInfo.InvariantCulture, $"at {place}"));
            if (SchemaName().Match(sql, offset) is not { Success: true } name)
            {
                return false;
            }

            sql = sql[..offset] + SqlText.Name(schema) + sql[(offset + name.Groups[1].Length)..];
            statements.AddRange(home.Schemas([schema]));
            statements.Add($"create view {SqlText.Names(schema, table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..])} as {rows}");
        }

        try
        {
            home.Session.Execute(string.Join(";\n", statements), cancellation: context.Cancellation);
            home.Session.Execute($"{prefix}{sql}\n{suffix}", cancellation: context.Cancellation);
            return true;
        }
        catch (WarehouseException)
        {
            return false;
        }
    }

    [GeneratedRegex("""\G("(?:[^"]|"")+"|\w+)\s*\.""")]
    private static partial Regex SchemaName();

    /// <summary>A view that the model reads and whose text is another than when the candidate's tables were built, or null.</summary>
    internal Model? RewrittenView() =>
        Views().Find(view => context.Begun.GetValueOrDefault(view.FullName.ToLowerInvariant())?.Content != context.Plan!.Of(view.FullName)?.Content);

    /// <summary>The views that the model reads, each after those it reads itself.</summary>
    internal List<Model> Views()
    {
        var found = new List<Model>();
        void Add(string name)
        {
            if (context.Models.FirstOrDefault(other => other.Materialization == Materialization.View && other.FullName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } view
                && !found.Contains(view))
            {
                context.Queries[name].Tables.ToList().ForEach(table => Add(table.FullName));
                found.Add(view);
            }
        }

        context.Queries[model.FullName.ToLowerInvariant()].Tables.ToList().ForEach(table => Add(table.FullName));
        return found;
    }
}
