using Kmen.Models.Building;
using Kmen.Models.Files;

namespace Kmen.Models.Analysis;

/// <summary>Resolves the names of a model's text against tonight's tables; views are read as if their text stood in the model.</summary>
internal static class ModelBinder
{
    internal static QueryBinder Of(BuildContext context)
    {
        var views = context.Models.Where(other => other.Materialization == Materialization.View).Select(other => other.FullName.ToLowerInvariant()).ToHashSet();
        var known = new Dictionary<string, IReadOnlyList<string>?>();
        return new QueryBinder(
            table => known.TryGetValue(table, out var columns) ? columns
                : known[table] = TableColumns.Of(context.Session, Catalogs.Build, table) is { Count: > 0 } found ? [.. found.Select(column => column.Name)] : null,
            table => views.Contains(table) ? context.Queries.GetValueOrDefault(table) : null)
        {
            Functions = context.Functions!,
        };
    }
}
