using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kmen.Tests;

/// <summary>The part of JSON Schema (draft 2020-12) that the schemas of docs/ use, applied to YAML; an unknown keyword fails the test.</summary>
sealed class JsonSchema(JsonElement root)
{
    public static JsonSchema Shipped { get; } = Read("kmen.schema.json");

    public JsonElement Root => root;

    /// <summary>Reads a schema of docs/.</summary>
    public static JsonSchema Read(string file) => new(JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", file))).RootElement);

    /// <summary>What is wrong with a YAML text, as path and keyword.</summary>
    public IReadOnlyList<string> Errors(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. Errors(root, stream.Documents[0].RootNode, "")];
    }

    /// <summary>Follows a reference.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, step) => at.GetProperty(step));
        }

        return schema;
    }

    IEnumerable<string> Errors(JsonElement schema, YamlNode node, string path) =>
        schema.EnumerateObject().SelectMany(keyword => Errors(schema, keyword.Name, keyword.Value, node, path));

    IEnumerable<string> Errors(JsonElement schema, string keyword, JsonElement value, YamlNode node, string path)
    {
        var text = (node as YamlScalarNode)?.Value;
        var mapping = (node as YamlMappingNode)?.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => pair.Value);
        var items = (node as YamlSequenceNode)?.Children;
        var isText = Kind(node) == "string";
        switch (keyword)
        {
            case "$schema" or "$defs" or "title" or "description" or "default" or "examples" or "then":
                return [];
            case "$ref":
                return Errors(Resolve(schema), node, path);
            case "type":
                var types = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(type => type.GetString()) : [value.GetString()];
                return Fail(!types.Any(type => type == Kind(node) || (type == "number" && Kind(node) == "integer")));
            case "required":
                return mapping is null ? [] : value.EnumerateArray().SelectMany(key => Fail(!mapping.ContainsKey(key.GetString()!)));
            case "properties":
                return mapping is null ? [] : value.EnumerateObject()
                    .SelectMany(property => mapping.TryGetValue(property.Name, out var child) ? Errors(property.Value, child, $"{path}.{property.Name}") : []);
            case "additionalProperties":
                var named = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(item => item.Name).ToHashSet() : [];
                var others = (mapping ?? []).Where(pair => !named.Contains(pair.Key));
                return value.ValueKind == JsonValueKind.False
                    ? others.SelectMany(_ => Fail(true))
                    : others.SelectMany(pair => Errors(value, pair.Value, $"{path}.{pair.Key}"));
            case "propertyNames":
                return (mapping ?? []).Keys.SelectMany(name => Errors(value, new YamlScalarNode(name) { Style = ScalarStyle.SingleQuoted }, $"{path}.{name}"));
            case "items":
                return (items ?? []).SelectMany((item, index) => Errors(value, item, $"{path}[{index}]"));
            case "minProperties":
                return Fail(mapping?.Count < value.GetInt32());
            case "minItems":
                return Fail(items?.Count < value.GetInt32());
            case "uniqueItems":
                return Fail(items is not null && items.Distinct().Count() != items.Count);
            case "enum":
                return Fail(!isText || !value.EnumerateArray().Any(choice => choice.GetString() == text));
            case "const":
                return Fail(value.GetString() != text);
            case "pattern":
                return Fail(isText && !Regex.IsMatch(text!, value.GetString()!));
            case "minLength":
                return Fail(isText && text!.Length < value.GetInt32());
            case "maxLength":
                return Fail(isText && text!.Length > value.GetInt32());
            case "minimum":
                return Fail(Number() < value.GetDouble());
            case "maximum":
                return Fail(Number() > value.GetDouble());
            case "not":
                return Fail(!Errors(value, node, path).Any());
            case "oneOf":
                return Fail(value.EnumerateArray().Count(option => !Errors(option, node, path).Any()) != 1);
            case "anyOf":
                return Fail(!value.EnumerateArray().Any(option => !Errors(option, node, path).Any()));
            case "allOf":
                return value.EnumerateArray().SelectMany(part => Errors(part, node, path));
            case "if":
                return Errors(value, node, path).Any() ? [] : Errors(schema.GetProperty("then"), node, path);
            default:
                throw new NotSupportedException($"The validator of the tests does not know the keyword {keyword}.");
        }

        IEnumerable<string> Fail(bool failed) => failed ? [$"{path}: {keyword}"] : [];

        double? Number() => Kind(node) is "integer" or "number" ? double.Parse(text!, CultureInfo.InvariantCulture) : null;
    }

    static string Kind(YamlNode node) => node switch
    {
        YamlMappingNode => "object",
        YamlSequenceNode => "array",
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => "null",
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } => "boolean",
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when long.TryParse(scalar.Value, CultureInfo.InvariantCulture, out _) => "integer",
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when double.TryParse(scalar.Value, CultureInfo.InvariantCulture, out _) => "number",
        _ => "string",
    };
}
