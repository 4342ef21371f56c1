using System.Text.Json;
using System.Text.RegularExpressions;
using Kmen.Models.Testing;
using Kmen.Warehouse;

namespace Kmen.Models.Importing;

/// <summary>
/// Carries tests over: those that a header can say as exactly go there; others become checks of their compiled text.
/// </summary>
internal sealed partial class TestImport(ImportDraft draft)
{
    const string Warns = "severity: warn";

    readonly Dictionary<string, HashSet<string>> reads = draft.Models.Where(model => !model.IsLeftOut).ToDictionary(model => model.FullName.ToLowerInvariant(), model => model.Reads.ToHashSet());

    internal void Run()
    {
        foreach (var test in draft.Manifest.Nodes.Values.Where(node => node.Kind == "test").OrderBy(node => node.Id, StringComparer.Ordinal))
        {
            if (Tested(test) is { } model && Header(test, model) is { } header)
            {
                model.Tests.Add(header);
                draft.Count("tests in headers");
            }
            else
            {
                Check(test);
            }
        }

        foreach (var model in draft.ById.Values.Distinct())
        {
            Constraints(model);
            var distinct = model.Tests.DistinctBy(test => test.Text + string.Concat(test.Beside)).OrderBy(test => test.Text, StringComparer.Ordinal).ToList();
            model.Tests.Clear();
            model.Tests.AddRange(distinct);
        }
    }

    ImportedModel? Tested(DbtNode test) =>
        draft.ById.GetValueOrDefault(test.Json.Text("attached_node") ?? (test.DependsOn.Count == 1 && test.Json.At("test_metadata") is not null ? test.DependsOn[0] : ""));

    /// <summary>The test as a line of a header, or null where none says the same.</summary>
    ImportedTest? Header(DbtNode test, ImportedModel model)
    {
        var arguments = test.Json.At("test_metadata", "kwargs") ?? default;
        var kind = string.Join('.', new[] { test.Json.Text("test_metadata", "namespace"), test.Json.Text("test_metadata", "name") }.OfType<string>());
        var column = SqlNames.Column(test.Json.Text("column_name") ?? arguments.Text("column_name"));
        var where = test.Json.Text("config", "where");
        var text = kind switch
        {
            "not_null" when column is not null => where is null ? $"not_null: {YamlText.List([column])}" : Expression($"{draft.Names.Of(column)} is not null", where),
            "unique" when column is not null && where is null && IsNeverNull(model, column) => $"unique: {YamlText.List([column])}",
            "dbt_utils.unique_combination_of_columns" when where is null && Columns(arguments) is { } columns => $"unique: {YamlText.List(columns)}",
            "accepted_values" when column is not null => AcceptedValues(column, arguments, where),
            "relationships" when column is not null && where is null => Relationships(test, model, column, arguments),
            "dbt_utils.expression_is_true" when arguments.Text("expression") is { } expression =>
                Expression($"coalesce(({(test.Json.Text("column_name") is { } subject ? subject + " " : "")}{expression}), true)", where),
            "dbt_utils.accepted_range" when column is not null => Range(column, arguments, where),
            _ => null,
        };
        // Bounds count rows, and not every test of dbt does.
        var countsRows = kind is "not_null" or "relationships" or "dbt_utils.expression_is_true" or "dbt_utils.accepted_range";
        return text is not null && Beside(test, countsRows) is { } beside ? new ImportedTest(text, beside) : null;
    }

    string? AcceptedValues(string column, JsonElement arguments, string? where)
    {
        var values = arguments.Texts("values");
        var isQuoted = arguments.At("quote") is not { ValueKind: JsonValueKind.False };
        if (isQuoted && where is null && !values.Any(value => Numeric().IsMatch(value)))
        {
            return $"accepted_values: {{ column: {YamlText.Of(column)}, values: {YamlText.List(values)} }}";
        }

        // As the column's own type compares them, and not as text.
        var name = draft.Names.Of(column);
        return Expression($"{name} is null or {name} in ({string.Join(", ", values.Select(value => isQuoted ? SqlText.Text(value) : value))})", where);
    }

    string? Range(string column, JsonElement arguments, string? where)
    {
        var (min, max) = (arguments.Text("min_value"), arguments.Text("max_value"));
        var isInclusive = arguments.At("inclusive") is not { ValueKind: JsonValueKind.False };
        if (where is null && isInclusive && new[] { min, max }.OfType<string>().All(Numeric().IsMatch))
        {
            return $"accepted_range: {{ column: {YamlText.Of(column)}{(min is null ? "" : ", min: " + min)}{(max is null ? "" : ", max: " + max)} }}";
        }

        var name = draft.Names.Of(column);
        var bounds = new[] { (">", min), ("<", max) }.Where(bound => bound.Item2 is not null).Select(bound => $"{name} {bound.Item1}{(isInclusive ? "=" : "")} ({bound.Item2})").ToList();
        return bounds.Count == 0 ? null : Expression($"coalesce({string.Join(" and ", bounds)}, true)", where);
    }

    string? Relationships(DbtNode test, ImportedModel model, string column, JsonElement arguments)
    {
        var others = test.DependsOn.Where(id => id != test.Json.Text("attached_node")).ToList();
        var to = others.Count == 0 ? model : others.Count == 1 ? draft.ById.GetValueOrDefault(others[0]) : null;
        if (to is null || to.IsLeftOut || SqlNames.Column(arguments.Text("field")) is not { } field || !LinkIsFree(model, to))
        {
            return null;
        }

        return $"relationships: {{ column: {YamlText.Of(column)}, to: {to.FullName}{(ImportedHeader.Same(field, column) ? "" : $", field: {YamlText.Of(field)}")} }}";
    }

    /// <summary>A test of the header makes its table wait for the other: in a circle, nothing could be built.</summary>
    bool LinkIsFree(ImportedModel model, ImportedModel to)
    {
        var (from, target) = (model.FullName.ToLowerInvariant(), to.FullName.ToLowerInvariant());
        if (from == target)
        {
            return true;
        }

        var seen = new HashSet<string> { target };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var table))
        {
            if (table == from)
            {
                return false;
            }

            foreach (var next in reads.GetValueOrDefault(table) ?? [])
            {
                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        if (reads.TryGetValue(from, out var own))
        {
            own.Add(target);
        }

        return true;
    }

    /// <summary>dbt lets null repeat under unique, Kmen does not: the same only where another test keeps null out.</summary>
    bool IsNeverNull(ImportedModel model, string column) => draft.Manifest.Nodes.Values.Any(other =>
        other.Kind == "test" && other.Json.Text("test_metadata", "name") == "not_null" && other.Json.Text("config", "where") is null && ReferenceEquals(Tested(other), model)
        && ImportedHeader.Same(column, SqlNames.Column(other.Json.Text("column_name") ?? other.Json.Text("test_metadata", "kwargs", "column_name"))));

    static IReadOnlyList<string>? Columns(JsonElement arguments)
    {
        var columns = arguments.Texts("combination_of_columns").Select(SqlNames.Column).ToList();
        return columns.Count > 0 && !columns.Contains(null) ? [.. columns.OfType<string>()] : null;
    }

    static string Expression(string condition, string? where) =>
        "expression: " + YamlText.Of(where is null ? condition : $"not coalesce(({where}), false) or ({condition})");

    /// <summary>Severity and bounds, or null where a header cannot say them.</summary>
    static IReadOnlyList<string>? Beside(DbtNode test, bool countsRows)
    {
        var lines = new List<string>();
        if (IsWarning(test))
        {
            lines.Add(Warns);
        }

        var (warn, error) = Bounds(test);
        if (test.Json.Text("config", "fail_calc") is not (null or "count(*)") || test.Json.At("config", "limit") is not null)
        {
            return null;
        }

        if (warn != "!= 0" || error != "!= 0")
        {
            if (!countsRows || Threshold.Read(warn) is null || Threshold.Read(error) is null)
            {
                return null;
            }

            lines.Add($"warn_if: {Quoted(warn)}");
            lines.Add($"error_if: {Quoted(error)}");
        }

        return lines;
    }

    static (string Warn, string Error) Bounds(DbtNode test) => (test.Json.Text("config", "warn_if") ?? "!= 0", test.Json.Text("config", "error_if") ?? "!= 0");

    static bool IsWarning(DbtNode test) => test.Json.Text("config", "severity")?.ToLowerInvariant() == "warn";

    static string Quoted(string text) => $"\"{text}\"";

    void Check(DbtNode test)
    {
        var shown = "test " + test.Name;
        if (draft.Manifest.Code(test) is not { } code)
        {
            draft.Leave(shown, test.File, "It is not compiled.", "In the dbt project, run `dbt compile`, and import again.");
            return;
        }

        // A check counts the rows of its query; what counts otherwise is counted in the query, and any row of it fails.
        var sql = draft.Relations.Rewrite(code);
        var beside = Beside(test, countsRows: true);
        if (beside is null)
        {
            var counted = test.Json.Text("config", "fail_calc") ?? "count(*)";
            var (warn, error) = Bounds(test);
            beside = IsWarning(test) ? [Warns] : [];
            sql = $"select {counted} as failures\nfrom (\n{sql}\n) failing\nhaving {counted} {(IsWarning(test) ? warn : error)}";
        }

        var (_, name) = draft.Places.Take("checks", test.Name, "test");
        var about = test.Description ?? (test.Json.Text("test_metadata", "name") is { } kind ? $"dbt's test {kind}." : null);
        IEnumerable<string> header = about is null ? beside : [$"description: {YamlText.Of(about.ReplaceLineEndings(" "))}", .. beside];
        var text = (header.Any() ? $"/* kmen\n{string.Join('\n', header)}\n*/\n" : "") + sql + "\n";
        if (draft.Trial.Try(sql).Fault is { } fault)
        {
            Leave(fault, "When what it lacks is there, move the file to sql/checks.");
        }
        else
        {
            draft.Files[$"sql/checks/{name}.sql"] = text;
            draft.Count("checks");
        }

        void Leave(string reason, string wayOut)
        {
            draft.Files[$"left-out/sql/checks/{name}.sql"] = text;
            draft.Leave(shown, test.File, reason, $"Its text is in left-out/sql/checks/{name}.sql. {wayOut}");
        }
    }

    /// <summary>What an enforced contract says of single columns.</summary>
    void Constraints(ImportedModel model)
    {
        if (model.Contract.Count == 0 || draft.ById.FirstOrDefault(pair => ReferenceEquals(pair.Value, model)).Key is not { } id || !draft.Manifest.Nodes.TryGetValue(id, out var node))
        {
            return;
        }

        foreach (var (name, json) in node.Columns)
        {
            foreach (var constraint in json.Items("constraints"))
            {
                IEnumerable<string> texts = constraint.Text("type") switch
                {
                    "not_null" => [$"not_null: {YamlText.List([name])}"],
                    "primary_key" => [$"not_null: {YamlText.List([name])}", $"unique: {YamlText.List([name])}"],
                    "check" when constraint.Text("expression") is { } expression => [Expression($"coalesce(({expression}), true)", null)],
                    _ => [],
                };
                model.Tests.AddRange(texts.Select(text => new ImportedTest(text, [])));
            }
        }
    }

    [GeneratedRegex(@"^-?\d+(\.\d+)?$")]
    private static partial Regex Numeric();
}
