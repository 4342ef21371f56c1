using System.Text.Json.Nodes;

namespace Kmen.Models.Parsing;

/// <summary>Reads the engine's tree of a query.</summary>
internal static class QueryTree
{
    /// <summary>Where a node stands, in bytes; null where the engine does not say, which it writes as the largest number that it has.</summary>
    internal static int? Location(JsonObject node) =>
        node["query_location"] is JsonValue location && location.TryGetValue<long>(out var at) && at is >= 0 and <= int.MaxValue ? (int)at : null;

    /// <summary>Where the first part of a node stands.</summary>
    internal static int? FirstLocation(JsonNode? node) => node switch
    {
        JsonObject map => Smallest(map.Select(pair => FirstLocation(pair.Value)).Append(Location(map))),
        JsonArray list => Smallest(list.Select(FirstLocation)),
        _ => null,
    };

    internal static string? Text(JsonObject map, string key) => map[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static bool IsTrue(JsonObject map, string key) => map[key] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    internal static int Count(JsonObject map, string key) => (map[key] as JsonArray)?.Count ?? 0;

    /// <summary>The value of a constant, or null where the node is none.</summary>
    internal static JsonValue? Constant(JsonNode? node) =>
        node is JsonObject map && Text(map, "type") == "VALUE_CONSTANT" ? map["value"]?["value"] as JsonValue : null;

    static int? Smallest(IEnumerable<int?> places) => places.Min();
}
