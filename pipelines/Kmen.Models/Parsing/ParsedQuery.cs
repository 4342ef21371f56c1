using System.Text.Json.Nodes;

namespace Kmen.Models.Parsing;

/// <summary>A query as the engine's parser sees it, without looking at any table.</summary>
/// <param name="Tables">The tables read, common table expressions left out, in the order of the text.</param>
/// <param name="Tree">The engine's tree; offsets in it are bytes.</param>
public sealed record ParsedQuery(IReadOnlyList<TableReference> Tables, JsonNode Tree)
{
    /// <summary>The tree as the engine wrote it.</summary>
    public required string Text { get; init; }
}
