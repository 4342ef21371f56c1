using Kmen.Workspace;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kmen.Models.UnitTesting;

/// <summary>Reads the unit tests of a workspace: <c>sql/**/*.test.yml</c> and <c>tests/*.yml</c>, each a list of tests.</summary>
public static class UnitTestFile
{
    internal static readonly string[] Keys = ["name", "model", "as_of", "given", "expect"];
    internal static readonly string[] ExpectKeys = ["rows", "part"];

    /// <summary>Reads all tests, by file and place.</summary>
    /// <param name="root">The workspace's folder.</param>
    /// <returns>The tests.</returns>
    /// <exception cref="KmenException">A file is wrong: file, line, way out.</exception>
    public static IReadOnlyList<UnitTest> Read(string root)
    {
        var files = Files(Path.Combine(root, "sql"), "*.test.yml", SearchOption.AllDirectories).Concat(Files(Path.Combine(root, "tests"), "*.yml", SearchOption.TopDirectoryOnly));
        return [.. files.SelectMany(file => Tests(Path.GetRelativePath(root, file), file))];
    }

    static IEnumerable<string> Files(string folder, string pattern, SearchOption option) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, option).Order(StringComparer.Ordinal) : [];

    static List<UnitTest> Tests(string shown, string file)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StreamReader(file);
            stream.Load(reader);
        }
        catch (YamlException e)
        {
            throw KmenException.Usage($"The file is not valid YAML: {e.Message}", At(shown, e.Start), "Indent with spaces; quote text that holds a colon.");
        }

        var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        return root switch
        {
            null => [],
            YamlSequenceNode list => [.. list.Children.Select(node => Test(shown, node))],
            _ => throw KmenException.Usage("Unit tests are a list.", At(shown, root.Start), "Begin each test with `- name:`."),
        };
    }

    static UnitTest Test(string file, YamlNode node)
    {
        var map = Map(file, node, "A test is a map.");
        Known(file, map, Keys);
        var expect = Map(file, Find(map, "expect") ?? throw Error(file, node, "The test expects nothing.", "Add `expect:` with `rows:`."), "expect must be a map with rows.");
        Known(file, expect, ExpectKeys);
        var model = Text(map, "model") ?? throw Error(file, node, "The test names no model.", "Add `model: marts.orders`.");
        var given = Find(map, "given") is { } tables ? Map(file, tables, "given must be a map of tables.") : new YamlMappingNode();
        return new UnitTest(Text(map, "name") ?? model, model.ToLowerInvariant(), At(file, node.Start))
        {
            AsOf = Text(map, "as_of"),
            Part = Text(expect, "part"),
            Given = given.Children.ToDictionary(table => Name(table.Key).ToLowerInvariant(), table => Rows(file, table.Value)),
            Expect = Rows(file, Find(expect, "rows") ?? throw Error(file, expect, "expect names no rows.", "Write `rows: []` where nothing must come out.")),
        };
    }

    static IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows(string file, YamlNode node) => node is YamlSequenceNode list
        ? [.. list.Children.Select(row => (IReadOnlyDictionary<string, string?>)Map(file, row, "A row is a map of columns.").Children.ToDictionary(
            column => Name(column.Key).ToLowerInvariant(), column => Value(file, column.Value)))]
        : throw Error(file, node, "Rows are a list.", "Write `- { a_key: x, a_value: 10 }`, a row each.");

    static string? Value(string file, YamlNode node) => node is YamlScalarNode scalar
        ? scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null" ? null : scalar.Value
        : throw Error(file, node, "A value is one number, text or null.", "Write lists and structs as text that the engine casts.");

    static void Known(string file, YamlMappingNode map, string[] known)
    {
        if (map.Children.Keys.FirstOrDefault(key => !known.Contains(Name(key))) is { } unknown)
        {
            throw Error(file, unknown, $"Unknown key {Name(unknown)}.", NearestNames.Question(Name(unknown), known) ?? $"Known keys: {string.Join(", ", known)}.");
        }
    }

    static YamlMappingNode Map(string file, YamlNode node, string message) => node as YamlMappingNode ?? throw Error(file, node, message, "See docs/from-dbt.md for an example.");

    static YamlNode? Find(YamlMappingNode map, string key) => map.Children.FirstOrDefault(pair => Name(pair.Key) == key).Value;

    static string? Text(YamlMappingNode map, string key) => (Find(map, key) as YamlScalarNode)?.Value;

    static string Name(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";

    static KmenException Error(string file, YamlNode node, string message, string wayOut) => KmenException.Usage(message, At(file, node.Start), wayOut);

    static SourcePosition At(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
