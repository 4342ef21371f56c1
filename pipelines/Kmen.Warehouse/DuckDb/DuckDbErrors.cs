using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Kmen.Warehouse.DuckDb;

/// <summary>Turns the engine's errors, which it gives as JSON, into ours.</summary>
internal static partial class DuckDbErrors
{
    const string Interrupted = "Interrupt";

    /// <summary>The error as ours: the token's own exception where the token ended the query.</summary>
    internal static Exception Translate(Exception error, string sql, CancellationToken cancellation)
    {
        // The driver turns an interrupt into a cancellation without a token.
        var (kind, message, position, candidates) = error is OperationCanceledException ? (Interrupted, "The query was interrupted.", null, []) : Parse(error.Message);
        if (string.Equals(kind, Interrupted, StringComparison.OrdinalIgnoreCase) && cancellation.IsCancellationRequested)
        {
            return new OperationCanceledException("The query was interrupted.", error, cancellation);
        }

        return new WarehouseException(kind, message, sql, position is { } place ? Offset(kind, sql, place) : null, candidates, error);
    }

    /// <summary>Whether an exception is one of the engine's.</summary>
    internal static bool IsOfEngine(Exception error) => error is DuckDBException or OperationCanceledException;

    static (string Kind, string Message, int? Position, IReadOnlyList<string> Candidates) Parse(string text)
    {
        var brace = text.IndexOf('{', StringComparison.Ordinal);
        if (brace >= 0)
        {
            try
            {
                using var json = JsonDocument.Parse(text[brace..]);
                var root = json.RootElement;
                var message = Property(root, "exception_message") ?? text;
                var position = int.TryParse(Property(root, "position"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : (int?)null;
                return (Property(root, "exception_type") ?? "Unknown", message.Trim(), position, Candidates(Property(root, "candidates"), message));
            }
            catch (JsonException)
            {
                // Not the engine's JSON: an error of the driver, told as it is.
            }
        }

        var colon = text.IndexOf(" Error: ", StringComparison.Ordinal);
        return colon > 0 ? (text[..colon], text[(colon + 8)..].Trim(), null, []) : ("Unknown", text.Trim(), null, []);
    }

    /// <summary>Some errors name what is near in their message only.</summary>
    static string[] Candidates(string? list, string message) => list is not null
        ? [.. BetweenNames().Split(list).Select(name => name.Trim(' ', '"')).Where(name => name.Length > 0)]
        : [.. NamedAtTheEnd().Match(message).Groups[1].Captures.Select(name => name.Value)];

    /// <summary>Commas, but not those between the parameters of a function.</summary>
    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex BetweenNames();

    [GeneratedRegex("(?:Candidate (?:bindings|tables)|Did you mean)[ :]*(?:\"([^\"]+)\"[ ,?]*)+$")]
    private static partial Regex NamedAtTheEnd();

    static string? Property(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.ToString() : null;

    static int Offset(string kind, string sql, int place) =>
        kind == "Parser" ? SqlOffset.FromCodePoints(sql, place) : SqlOffset.FromBytes(sql, place);
}
