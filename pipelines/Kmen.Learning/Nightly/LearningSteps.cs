using Kmen.Learning.Definitions;
using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Learning.Nightly;

/// <summary>The learning part of a build.</summary>
public static class LearningSteps
{
    static readonly string[] Graph = ["identity.record_history", "identity.records", "marts.as_of"];

    /// <summary>Makes the step.</summary>
    /// <param name="root">The workspace's folder.</param>
    /// <param name="session">A session whose parser is used.</param>
    /// <returns>One step for all definitions of <c>models/</c>; none where there is no definition.</returns>
    /// <exception cref="KmenException">A definition is wrong.</exception>
    public static IReadOnlyList<IBuildStep> Of(string root, IWarehouseSession session)
    {
        var definitions = DefinitionReader.ReadAll(root);
        if (definitions.Count == 0)
        {
            return [];
        }

        var parser = new QueryParser(session);
        var inputs = definitions.SelectMany(definition => Tables(parser, definition, definition.Population)
            .Concat(Tables(parser, definition, definition.Label)).Append(definition.Features.ToLowerInvariant()));
        return [new LearningStep(definitions, [.. Graph.Concat(inputs).Where(input => input != "identity.record_as_of").Distinct()])];
    }

    static IEnumerable<string> Tables(QueryParser parser, ModelDefinition definition, string sql)
    {
        try
        {
            return parser.Parse(sql).Tables.Select(table => table.FullName);
        }
        catch (WarehouseException e)
        {
            throw KmenException.Usage($"{definition.Name}: {e.Message}", definition.Position, "population and label are SELECTs.");
        }
    }
}
