using System.Text.Json;
using Kmen.Activation.Journal;

namespace Kmen.Activation.Transport;

/// <summary>
/// Reads what a receiver says about single rows: <c>{"results":[{"external_id":"17","status":"ok"},{"external_id":"18","status":"rejected","reason":"…"}]}</c>.
/// Rows that are not named are taken; a status other than <c>ok</c> rejects the row. A body of another form says nothing about rows.
/// </summary>
internal static class WebhookAnswer
{
    internal const int ReasonLength = 200;

    internal static IReadOnlyDictionary<long, string> Rejections(ReadOnlySpan<byte> body, IReadOnlyList<JournalRow> rows)
    {
        var named = Named(body);
        return named.Count == 0
            ? BatchOutcome.NoRejections
            : rows.Where(row => named.ContainsKey(row.ExternalId))
                .ToDictionary(row => row.Number, row => WithoutAddress(named[row.ExternalId], row));
    }

    static Dictionary<string, string> Named(ReadOnlySpan<byte> body)
    {
        var named = new Dictionary<string, string>();
        if (!body.ContainsAnyExcept("\t\r\n "u8))
        {
            return named;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array)
            {
                return named;
            }

            foreach (var result in results.EnumerateArray())
            {
                if (Text(result, "external_id") is { } id && Text(result, "status") is { } status && status != "ok")
                {
                    named[id] = Text(result, "reason") is { Length: > 0 } reason ? reason : status;
                }
            }
        }
        catch (JsonException)
        {
            // A 2xx with a body of another form, such as a page or a plain "ok", takes the batch as a whole.
            named.Clear();
        }

        return named;
    }

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    /// <summary>A reason may quote the address, which is not to be kept where reasons are.</summary>
    static string WithoutAddress(string reason, JournalRow row)
    {
        var clean = string.IsNullOrEmpty(row.Address) ? reason : reason.Replace(row.Address, "[address]", StringComparison.OrdinalIgnoreCase);
        return clean.Length <= ReasonLength ? clean : clean[..ReasonLength];
    }
}
