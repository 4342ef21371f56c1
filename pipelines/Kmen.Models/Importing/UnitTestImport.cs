using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kmen.Models.Importing;

/// <summary>Carries unit tests over into a file beside their model.</summary>
internal static partial class UnitTestImport
{
    internal static void Run(ImportDraft draft)
    {
        var files = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var test in draft.Manifest.Json.Entries("unit_tests").Select(entry => new DbtNode(entry.Key, entry.Value)).OrderBy(test => test.Id, StringComparer.Ordinal))
        {
            var model = test.DependsOn.Select(draft.ById.GetValueOrDefault).FirstOrDefault();
            if (Fault(test, model, draft) is { } fault)
            {
                draft.Leave("unit test " + test.Name, test.File, fault, "Write it anew: a list of name, model, given and expect, as docs/from-dbt.md shows.");
                continue;
            }

            var file = $"sql/{model!.Schema}/{model.Name}.test.yml";
            if (!files.TryGetValue(file, out var tests))
            {
                files[file] = tests = [];
            }

            tests.Add(Text(test, model, draft));
            draft.Count("unit tests");
        }

        foreach (var (file, tests) in files)
        {
            draft.Files[file] = string.Join('\n', tests);
        }
    }

    static string? Fault(DbtNode test, ImportedModel? model, ImportDraft draft)
    {
        var rows = test.Json.Items("given").Append(test.Json.At("expect") ?? default).ToList();
        if (model is null || model.IsLeftOut)
        {
            return "Its model was not carried over.";
        }

        if (test.Json.Entries("overrides").Any(entry => entry.Value.ValueKind == JsonValueKind.Object && entry.Value.EnumerateObject().Any()))
        {
            return "It overrides macros, vars or env_vars, and a model of Kmen has none: one text serves the first build and every later one.";
        }

        if (rows.Exists(part => part.Text("format") == "sql" || part.At("rows") is { ValueKind: not JsonValueKind.Array }))
        {
            return "It gives rows as SQL or as a fixture that the manifest does not hold.";
        }

        if (rows.Exists(part => part.Items("rows").SelectMany(row => row.Entries()).Any(value => value.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)))
        {
            return "It gives values that are lists or maps.";
        }

        foreach (var input in test.Json.Items("given").Select(given => given.Text("input") ?? ""))
        {
            if (Input(input, draft) is not { } table)
            {
                return $"It gives rows of {input}, which is no table of its own here.";
            }

            if (!model.Reads.Contains(table.FullName.ToLowerInvariant()))
            {
                return $"It gives rows of {input}, which {model.FullName} does not read by itself.";
            }
        }

        return null;
    }

    static string Text(DbtNode test, ImportedModel model, ImportDraft draft)
    {
        var text = new StringBuilder($"- name: {YamlText.Of(test.Name)}\n  model: {model.FullName}\n");
        if (test.Json.Items("given").Count > 0)
        {
            text.Append("  given:\n");
        }

        foreach (var given in test.Json.Items("given"))
        {
            text.Append("    ").Append(Input(given.Text("input")!, draft)!.FullName).Append(':').Append(Rows(given, "      "));
        }

        return text.Append("  expect:\n    rows:").Append(Rows(test.Json.At("expect")!.Value, "      ")).ToString();
    }

    static string Rows(JsonElement part, string indent) => part.Items("rows") is { Count: > 0 } rows
        ? "\n" + string.Concat(rows.Select(row => $"{indent}- {{ {string.Join(", ", row.Entries().Select(Value))} }}\n"))
        : " []\n";

    static string Value((string Key, JsonElement Value) value) => $"{YamlText.Of(value.Key)}: {(JsonFields.Scalar(value.Value) is { } text ? value.Value.ValueKind == JsonValueKind.String ? YamlText.Of(text) : text : "null")}";

    /// <summary>The table that <c>ref('a')</c>, <c>ref('package', 'a')</c> or <c>source('a', 'b')</c> means.</summary>
    static ImportedModel? Input(string input, ImportDraft draft)
    {
        var match = Call().Match(input);
        if (!match.Success)
        {
            return null;
        }

        List<string> words = match.Groups[3].Success ? [match.Groups[2].Value, match.Groups[3].Value] : [match.Groups[2].Value];
        var meant = match.Groups[1].Value == "source"
            ? draft.Manifest.Sources.Values.Where(node => words.Count == 2 && node.Json.Text("source_name") == words[0] && node.Name == words[1])
            : draft.Manifest.Nodes.Values.Where(node => node.Kind is "model" or "seed" or "snapshot" && node.Name == words[^1] && (words.Count == 1 || node.Json.Text("package_name") == words[0]));
        return meant.Select(node => draft.ById.GetValueOrDefault(node.Id)).FirstOrDefault(model => model is not null);
    }

    [GeneratedRegex(@"^\s*(ref|source)\(\s*['""]([^'""]+)['""](?:\s*,\s*['""]([^'""]+)['""])?\s*\)\s*$")]
    private static partial Regex Call();
}
