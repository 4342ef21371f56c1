using System.Globalization;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>Runs a model's unchanged text in a database of its own, in which tables of the same names hold some of the rows only.</summary>
internal sealed class DeltaCatalog(BuildContext context, Model model)
{
    static int catalogs;

    /// <summary>Runs the text inside a statement.</summary>
    /// <param name="prefix">Stands before the text.</param>
    /// <param name="suffix">Stands behind it.</param>
    /// <param name="tables">The rows of each table that the text reads, by schema.name, as a query; views are made over them.</param>
    internal void Make(string prefix, string suffix, IReadOnlyDictionary<string, string> tables)
    {
        var catalog = string.Create(CultureInfo.InvariantCulture, $"delta_{Interlocked.Increment(ref catalogs)}");
        var views = Views();
        context.Warehouse.Attach(catalog, null);
        try
        {
            using var delta = context.Warehouse.Open(catalog);
            if (ModelFolder.Functions(context.Run.Workspace.Root) is { } functions)
            {
                delta.Execute(functions.Text, cancellation: context.Cancellation);
            }

            var statements = tables.Keys.Select(table => table[..table.IndexOf('.', StringComparison.Ordinal)]).Concat(views.Select(view => view.Schema)).Distinct()
                .Select(schema => $"create schema if not exists {SqlText.Name(schema)}").ToList();
            statements.AddRange(tables.Select(table => $"create view {SqlText.Names(table.Key.Split('.'))} as {table.Value}"));
            delta.Execute(string.Join(";\n", statements), cancellation: context.Cancellation);
            foreach (var view in views)
            {
                delta.Execute($"create view {SqlText.Names(view.Schema, view.Name)} as {view.Sql}", cancellation: context.Cancellation);
            }

            try
            {
                delta.Execute($"{prefix}{model.Sql}\n{suffix}", cancellation: context.Cancellation);
            }
            catch (WarehouseException e)
            {
                throw SqlErrors.In(e, model, prefix.Length);
            }
        }
        finally
        {
            // In memory: a checkpoint has nothing to keep.
            context.Session.Execute($"detach {catalog}");
        }
    }

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
