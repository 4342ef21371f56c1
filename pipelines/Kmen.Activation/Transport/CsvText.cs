using System.Text;
using System.Text.Json;
using Kmen.Activation.Journal;

namespace Kmen.Activation.Transport;

/// <summary>Writes the CSV of a batch: RFC 4180, UTF-8 without byte order mark, CRLF, a header. The same batch gives the same bytes.</summary>
internal static class CsvText
{
    static readonly string[] FirstColumns = ["operation", "external_id", "address_type", "address"];

    internal static IReadOnlyList<string> Columns(JournalBatch batch) => [.. FirstColumns, .. batch.Fields];

    internal static byte[] Write(JournalBatch batch, IReadOnlyList<JournalRow> rows)
    {
        var text = new StringBuilder(128 + (rows.Count * 80));
        Line(text, Columns(batch));
        foreach (var row in rows)
        {
            using var fields = JsonDocument.Parse(row.Fields);
            Line(text, [row.Operation, row.ExternalId, row.AddressType, row.Address, .. batch.Fields.Select(name => Value(fields.RootElement, name))]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static string? Value(JsonElement fields, string name) =>
        !fields.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };

    static void Line(StringBuilder text, IReadOnlyList<string?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            var value = values[i] ?? "";
            if (value.AsSpan().IndexOfAny("\",\r\n") >= 0)
            {
                text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                text.Append(value);
            }
        }

        text.Append("\r\n");
    }
}
