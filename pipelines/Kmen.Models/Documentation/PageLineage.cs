using Kmen.Models.Analysis;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Lineage;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.Selecting;

namespace Kmen.Models.Documentation;

/// <summary>
/// The lineage of all columns, written with numbers for names: one step of it as each text has it, from which a reader follows the way, and all of it down to the beginning, as
/// <see cref="ColumnLineage"/> traces it. Sets that columns share are kept once.
/// </summary>
internal sealed class PageLineage
{
    readonly Dictionary<string, int> ids = [];
    readonly List<string> names = [];
    readonly Dictionary<string, int> setPlaces = [];
    readonly List<IReadOnlyList<int>> sets = [];
    readonly IReadOnlyDictionary<string, ParsedQuery> queries;
    readonly FunctionTraits functions;
    readonly TableShapes shapes;
    readonly ColumnLineage whole;

    internal PageLineage(ModelSet models, IReadOnlyList<GraphNode> nodes, FunctionTraits functions, TableShapes shapes)
    {
        this.functions = functions;
        this.shapes = shapes;
        queries = models.Queries;
        whole = WorkspaceLineage.Of(models, nodes.Select(node => node.Step).OfType<IBuildStep>(), functions, Columns);
    }

    /// <summary>The names that the numbers stand for.</summary>
    internal IReadOnlyList<string> Names => names;

    /// <summary>The shared sets.</summary>
    internal IReadOnlyList<IReadOnlyList<int>> Sets => sets;

    /// <summary>A table with its columns and where they come from.</summary>
    /// <param name="table">The table as schema.name in lower case, and its node.</param>
    /// <param name="model">Its model, or null.</param>
    /// <param name="describe">What a column means, or null.</param>
    internal PageTable Table(PageTable table, Model? model, Func<string, string?> describe)
    {
        var traced = whole.Of(table.Name);
        var direct = model is null ? [] : new ColumnLineage(Only(table.Name), functions, Columns, _ => null).Of(table.Name);
        var known = shapes.Of(table.Name).Select(column => (column.Name, Type: (string?)column.Type.ToLowerInvariant())).ToList();
        if (known.Count == 0)
        {
            // Nothing is published yet: what the header says, else what the text names.
            known = model is { Contract.Count: > 0 } ? [.. model.Contract.Select(column => (column.Key, (string?)column.Value))]
                : model is { Columns.Count: > 0 } ? [.. model.Columns.Keys.Select(column => (column, (string?)null))]
                : [.. traced.Where(column => column.Column != "*").Select(column => (column.Column, (string?)null))];
        }

        return table with
        {
            Columns =
            [
                .. known.Select(column => new PageColumn(
                    Id($"{table.Name}.{column.Name.ToLowerInvariant()}"), column.Name, column.Type, describe(column.Name),
                    Sorted(Of(direct, column.Name)?.Values), Set(Of(traced, column.Name)?.Values))),
            ],
            Rows = Sorted(direct.Count == 0 ? null : direct[0].Rows),
            RowOrigins = Set(traced.Count == 0 ? null : traced[0].Rows),
        };
    }

    Dictionary<string, ParsedQuery> Only(string table) => queries.TryGetValue(table, out var query) ? new() { [table] = query } : [];

    /// <summary>A text that could not be followed has one entry for all of its columns.</summary>
    static ColumnOrigins? Of(IReadOnlyList<ColumnOrigins> origins, string column) =>
        origins.FirstOrDefault(found => found.Column.Equals(column, StringComparison.OrdinalIgnoreCase)) ?? origins.FirstOrDefault(found => found.Column == "*");

    List<string>? Columns(string table) => shapes.Of(table) is { Count: > 0 } columns ? [.. columns.Select(column => column.Name.ToLowerInvariant())] : null;

    int[] Sorted(IEnumerable<string>? columns) => [.. (columns ?? []).Select(Id).Order()];

    int Set(IEnumerable<string>? columns)
    {
        var members = Sorted(columns);
        var key = string.Join(',', members);
        if (!setPlaces.TryGetValue(key, out var place))
        {
            setPlaces[key] = place = sets.Count;
            sets.Add(members);
        }

        return place;
    }

    int Id(string name)
    {
        if (!ids.TryGetValue(name, out var id))
        {
            ids[name] = id = names.Count;
            names.Add(name);
        }

        return id;
    }
}
