using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Parsing;

/// <summary>The models and checks of a workspace, read and parsed; nothing was run.</summary>
/// <param name="Models">The models by full name in lower case.</param>
/// <param name="Checks">The checks.</param>
/// <param name="Queries">The parsed text of both by full name in lower case.</param>
public sealed record ModelSet(
    IReadOnlyDictionary<string, Model> Models, IReadOnlyList<Model> Checks, IReadOnlyDictionary<string, ParsedQuery> Queries)
{
    /// <summary>Reads and parses.</summary>
    /// <param name="root">The workspace's folder.</param>
    /// <param name="isPortable">Whether the text must keep to what DuckDB and Spark both accept.</param>
    /// <param name="session">A session whose parser is used.</param>
    /// <returns>The set.</returns>
    /// <exception cref="KmenException">A header or the text of a model is wrong: file, line, column, way out.</exception>
    public static ModelSet Read(string root, bool isPortable, IWarehouseSession session)
    {
        var parser = new QueryParser(session);
        var models = ModelFolder.Models(root);
        var checks = ModelFolder.Checks(root);
        var queries = new Dictionary<string, ParsedQuery>();
        foreach (var model in models.Concat(checks))
        {
            var query = Parse(parser, model);
            queries[model.FullName.ToLowerInvariant()] = query;
            Validate(model, query);
            if (isPortable)
            {
                Portability.Check(model, query);
            }
        }

        return new ModelSet(models.ToDictionary(model => model.FullName.ToLowerInvariant()), checks, queries);
    }

    static ParsedQuery Parse(QueryParser parser, Model model)
    {
        try
        {
            return parser.Parse(model.Sql);
        }
        catch (WarehouseException e)
        {
            var error = SqlErrors.In(e, model);
            throw KmenException.Usage(error.Message, error.Where, error.WayOut ?? "A model is one SELECT in the engine's own SQL.");
        }
    }

    static void Validate(Model model, ParsedQuery query)
    {
        if (model.Materialization == Materialization.View && model.Schema is not "staging"
            && query.Tables.FirstOrDefault(table => table.Schema is "raw" or "staging") is { } hidden)
        {
            throw KmenException.Usage(
                $"{model.FullName} is a view over {hidden.FullName}, which is not published: readers could not open it.",
                model.At(hidden.Offset), "Make it a table (materialized: table).");
        }
    }
}
