using Kmen.Models.Testing;
using Kmen.Warehouse;
using YamlDotNet.RepresentationModel;
using static Kmen.Models.Files.HeaderReader;

namespace Kmen.Models.Files;

/// <summary>Turns the tests of a header into queries that count failing rows; <c>{0}</c> stands for the table.</summary>
internal static class TestReader
{
    static readonly string[] Kinds =
        ["not_null", "unique", "accepted_values", "accepted_range", "relationships", "expression", "row_count"];

    internal static IEnumerable<ModelTest> Read(HeaderYaml yaml, YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            throw yaml.Error(node, "A test is a map such as `not_null: [person_id]`.");
        }

        yaml.RefuseUnknownKeys(map, [.. Kinds, "severity"]);
        var severity = yaml.Text(map, "severity") switch
        {
            null or "error" => TestSeverity.Error,
            "warn" => TestSeverity.Warn,
            var other => throw yaml.ErrorOf(map, "severity", $"severity is {other}.", "Write error or warn."),
        };
        var kinds = map.Children.Where(pair => HeaderYaml.Name(pair.Key) != "severity").ToList();
        if (kinds.Count != 1)
        {
            throw yaml.Error(map, "Each item of tests holds one test.", "Begin each test with a dash of its own.");
        }

        var (kind, value) = (HeaderYaml.Name(kinds[0].Key), kinds[0].Value);
        return kind switch
        {
            "not_null" => Columns(yaml, value).Select(column =>
                new ModelTest(kind, column, $"select count(*) from {{0}} where {SqlText.Name(column)} is null", severity)),
            "unique" => [Unique(Columns(yaml, value), severity)],
            "expression" => [new ModelTest(kind, null, $"select count(*) from {{0}} where ({One(yaml, value)}) is not true", severity)],
            _ => [WithOptions(yaml, kind, value as YamlMappingNode ?? throw yaml.Error(value, $"{kind} needs a map of options."), severity)],
        };
    }

    static IReadOnlyList<string> Columns(HeaderYaml yaml, YamlNode value) =>
        yaml.Texts(value) is { Count: > 0 } columns && columns.All(column => column.Length > 0) ? columns : throw yaml.Error(value, "Name at least one column.");

    static ModelTest Unique(IReadOnlyList<string> columns, TestSeverity severity)
    {
        var key = string.Join(", ", columns.Select(SqlText.Name));
        return new ModelTest(
            "unique", string.Join(", ", columns),
            $"select coalesce(sum(copies), 0) from (select count(*) as copies from {{0}} group by {key} having count(*) > 1) repeated", severity);
    }

    static ModelTest WithOptions(HeaderYaml yaml, string kind, YamlMappingNode options, TestSeverity severity)
    {
        string Required(string key) => yaml.Text(options, key) ?? throw yaml.Error(options, $"{kind} needs {key}.");
        switch (kind)
        {
            case "accepted_values":
                yaml.RefuseUnknownKeys(options, ["column", "values"]);
                var values = string.Join(", ", yaml.Texts(options, "values").Select(SqlText.Text));
                if (values.Length == 0)
                {
                    throw yaml.Error(options, $"{kind} needs values.");
                }

                return new ModelTest(
                    kind, Required("column"),
                    $"select count(*) from {{0}} where {SqlText.Name(Required("column"))} is not null and {SqlText.Name(Required("column"))}::varchar not in ({values})",
                    severity);
            case "accepted_range":
                yaml.RefuseUnknownKeys(options, ["column", "min", "max"]);
                var column = SqlText.Name(Required("column"));
                var bounds = new[] { ("<", yaml.Text(options, "min")), (">", yaml.Text(options, "max")) }
                    .Where(bound => bound.Item2 is not null).Select(bound => $"{column} {bound.Item1} {Literal(bound.Item2!)}").ToList();
                if (bounds.Count == 0)
                {
                    throw yaml.Error(options, $"{kind} needs min, max or both.");
                }

                return new ModelTest(kind, Required("column"), $"select count(*) from {{0}} where {string.Join(" or ", bounds)}", severity);
            case "relationships":
                yaml.RefuseUnknownKeys(options, ["column", "to", "field"]);
                var field = SqlText.Name(yaml.Text(options, "field") ?? Required("column"));
                return new ModelTest(
                    kind, Required("column"),
                    $"select count(*) from {{0}} child where child.{SqlText.Name(Required("column"))} is not null and not exists (select 1 from "
                    + $"{SqlText.Names(Required("to").Split('.'))} parent where parent.{field} = child.{SqlText.Name(Required("column"))})", severity) { Reads = Required("to").ToLowerInvariant() };
            default:
                yaml.RefuseUnknownKeys(options, ["min", "max"]);
                var (min, max) = (yaml.Text(options, "min") ?? "0", yaml.Text(options, "max"));
                return new ModelTest(
                    kind, null,
                    $"select case when count(*) < {Literal(min)}{(max is null ? "" : $" or count(*) > {Literal(max)}")} then greatest(count(*), 1) else 0 end from {{0}}",
                    severity);
        }
    }

    static string One(HeaderYaml yaml, YamlNode value) =>
        (value as YamlScalarNode)?.Value ?? throw yaml.Error(value, "expression needs a text: a condition that must be true in every row.");

    /// <summary>Numbers stand as they are; everything else (dates) becomes a text that the engine casts.</summary>
    static string Literal(string value) =>
        decimal.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? value : SqlText.Text(value);
}
