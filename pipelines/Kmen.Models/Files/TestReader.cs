using Kmen.Models.Testing;
using YamlDotNet.RepresentationModel;
using static Kmen.Models.Files.HeaderReader;

namespace Kmen.Models.Files;

/// <summary>Turns the tests of a header into queries.</summary>
internal static class TestReader
{
    /// <summary>The kinds of tests, and the options of those that take a map.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Kinds = new Dictionary<string, string[]>
    {
        ["not_null"] = [],
        ["unique"] = [],
        ["accepted_values"] = ["column", "values"],
        ["accepted_range"] = ["column", "min", "max"],
        ["relationships"] = ["column", "to", "field"],
        ["expression"] = [],
        ["row_count"] = ["min", "max", "same_as", "tolerance"],
        ["freshness"] = ["column", "warn_after", "error_after"],
        ["distribution"] = ["column", "max_shift"],
    };

    /// <summary>What stands beside the kind.</summary>
    internal static readonly string[] Beside = ["severity", "warn_if", "error_if"];

    internal static IEnumerable<ModelTest> Read(HeaderYaml yaml, YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            throw yaml.Error(node, "A test is a map such as `not_null: [person_id]`.");
        }

        yaml.RefuseUnknownKeys(map, [.. Kinds.Keys, .. Beside]);
        var severity = Severity(yaml, map);
        var kinds = map.Children.Where(pair => !Beside.Contains(HeaderYaml.Name(pair.Key))).ToList();
        if (kinds.Count != 1)
        {
            throw yaml.Error(map, "Each item of tests holds one test.", "Begin each test with a dash of its own.");
        }

        var (kind, value) = (HeaderYaml.Name(kinds[0].Key), kinds[0].Value);
        var (warnIf, errorIf) = (Limit(yaml, map, "warn_if"), Limit(yaml, map, "error_if"));
        return Of(yaml, kind, value, severity).Select(test => test with
        {
            WarnIf = warnIf ?? test.WarnIf,
            ErrorIf = errorIf ?? test.ErrorIf,
            Where = yaml.Position(kinds[0].Key.Start),
        });
    }

    static IEnumerable<ModelTest> Of(HeaderYaml yaml, string kind, YamlNode value, TestSeverity severity) => kind switch
    {
        "not_null" => Columns(yaml, value).Select(column => TestSql.NotNull(column, severity)),
        "unique" => [TestSql.Unique(Columns(yaml, value), severity)],
        "expression" => [TestSql.Expression(
            (value as YamlScalarNode)?.Value ?? throw yaml.Error(value, "expression needs a text: a condition that must be true in every row."), severity)],
        _ => WithOptions(new TestOptions(yaml, kind, value as YamlMappingNode ?? throw yaml.Error(value, $"{kind} needs a map of options.")), severity),
    };

    /// <summary>The freshness of a header's own key, which is the same as the test.</summary>
    internal static IEnumerable<ModelTest> Freshness(HeaderYaml yaml, YamlNode key, YamlNode value) =>
        WithOptions(new TestOptions(yaml, "freshness", value as YamlMappingNode ?? throw yaml.Error(value, "freshness needs a map of options.")), TestSeverity.Error)
            .Select(test => test with { Where = yaml.Position(key.Start) });

    static IEnumerable<ModelTest> WithOptions(TestOptions options, TestSeverity severity)
    {
        options.Allow(Kinds[options.Kind]);
        switch (options.Kind)
        {
            case "accepted_values":
                return [TestSql.AcceptedValues(options.Required("column"), options.Several("values"), severity)];
            case "accepted_range":
                return [TestSql.AcceptedRange(options.Required("column"), options.Literal("min"), options.Literal("max"), severity)
                    ?? throw options.Error("accepted_range needs min, max or both.")];
            case "relationships":
                return [TestSql.Relationships(options.Required("column"), options.Required("to"), options.Text("field"), severity)];
            case "freshness":
                var after = new[] { (TestSeverity.Error, options.Interval("error_after")), (TestSeverity.Warn, options.Interval("warn_after")) };
                var tests = after.Where(pair => pair.Item2 is not null).Select(pair =>
                    TestSql.Freshness(options.Required("column"), pair.Item2!, severity == TestSeverity.Warn ? severity : pair.Item1)).ToList();
                return tests.Count > 0 ? tests : throw options.Error("freshness needs warn_after, error_after or both.");
            case "distribution":
                return [TestSql.Distribution(options.Required("column"), options.Number("max_shift") ?? TestSql.StandardShift, severity)];
            default:
                return [options.Text("same_as") is { } other
                    ? TestSql.SameRowCount(other, options.Share("tolerance") ?? 0, severity)
                    : TestSql.RowCount(options.Literal("min"), options.Literal("max"), severity)];
        }
    }

    /// <summary>Whether failing rows can stop the night. Default: they do.</summary>
    internal static TestSeverity Severity(HeaderYaml yaml, YamlMappingNode map) => yaml.Text(map, "severity") switch
    {
        null or "error" => TestSeverity.Error,
        "warn" => TestSeverity.Warn,
        var other => throw yaml.ErrorOf(map, "severity", $"severity is {other}.", "Write error or warn."),
    };

    /// <summary>A bound on failing rows, or null where none is written.</summary>
    internal static Threshold? Limit(HeaderYaml yaml, YamlMappingNode map, string key) => yaml.Text(map, key) is { } text
        ? Threshold.Read(text) ?? throw yaml.ErrorOf(map, key, $"{key} is {text}.", "Write a bound such as \"> 10\" failing rows or \"> 1 %\" of the rows.")
        : null;

    static IReadOnlyList<string> Columns(HeaderYaml yaml, YamlNode value) =>
        yaml.Texts(value) is { Count: > 0 } columns && columns.All(column => column.Length > 0) ? columns : throw yaml.Error(value, "Name at least one column.");
}
