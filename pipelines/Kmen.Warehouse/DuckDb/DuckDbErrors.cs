using System.Globalization;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Kmen.Warehouse.DuckDb;

/// <summary>Turns the engine's errors, which it gives as JSON, into ours.</summary>
internal static class DuckDbErrors
{
    internal static Exception Translate(DuckDBException error, string sql, CancellationToken cancellation)
    {
        var (kind, message, position, candidates) = Parse(error.Message);
        if (kind == "Interrupt" && cancellation.IsCancellationRequested)
        {
            return new OperationCanceledException("The query was interrupted.", error, cancellation);
        }

        return new WarehouseException(kind, message, sql, position is { } bytes ? Characters(sql, bytes) : null, candidates, error);
    }

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
                var candidates = Property(root, "candidates")?
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => name.Trim('"')).ToArray();
                return (Property(root, "exception_type") ?? "Unknown", message.Trim(), position, candidates ?? []);
            }
            catch (JsonException)
            {
                // Not the engine's JSON: an error of the driver, told as it is.
            }
        }

        var colon = text.IndexOf(" Error: ", StringComparison.Ordinal);
        return colon > 0 ? (text[..colon], text[(colon + 8)..].Trim(), null, []) : ("Unknown", text.Trim(), null, []);
    }

    static string? Property(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>The engine counts bytes of UTF-8, readers count characters.</summary>
    static int Characters(string sql, int bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        return Encoding.UTF8.GetCharCount(utf8, 0, Math.Clamp(bytes, 0, utf8.Length));
    }
}
