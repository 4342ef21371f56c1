using System.Text.Json;

namespace Kmen.Models.Importing;

/// <summary>Reads fields of JSON that may be missing or null.</summary>
internal static class JsonFields
{
    /// <summary>The value at a path of keys, or null where any of them is missing or null.</summary>
    internal static JsonElement? At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(key, out json))
            {
                return null;
            }
        }

        return json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : json;
    }

    /// <summary>A text or number at a path; null where it is missing, empty, or something else.</summary>
    internal static string? Text(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) is { } value ? Scalar(value) is { Length: > 0 } text ? text : null : null;

    /// <summary>Whether true stands at a path.</summary>
    internal static bool IsTrue(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) is { ValueKind: JsonValueKind.True };

    /// <summary>The items of a list; a single text counts as a list of one.</summary>
    internal static IReadOnlyList<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { ValueKind: JsonValueKind.String } text => [text],
        _ => [],
    };

    /// <summary>The texts of a list.</summary>
    internal static IReadOnlyList<string> Texts(this JsonElement json, params ReadOnlySpan<string> path) => [.. json.Items(path).Select(Scalar).OfType<string>()];

    /// <summary>The entries of a map.</summary>
    internal static IReadOnlyList<(string Key, JsonElement Value)> Entries(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Object } map ? [.. map.EnumerateObject().Select(entry => (entry.Name, entry.Value))] : [];

    /// <summary>A text as it is, numbers and truth values as JSON writes them; null for null, maps and lists.</summary>
    internal static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
