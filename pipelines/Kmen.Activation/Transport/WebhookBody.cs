using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Kmen.Activation.Journal;

namespace Kmen.Activation.Transport;

/// <summary>Writes the JSON body of a batch. The same batch gives the same bytes.</summary>
internal static class WebhookBody
{
    static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    internal static ReadOnlyMemory<byte> Write(JournalBatch batch, IReadOnlyList<JournalRow> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + (rows.Count * 160));
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("destination", batch.Destination);
        json.WriteString("audience", batch.Audience);
        json.WriteString("batch_id", batch.Id);
        json.WriteString("as_of", Time(batch.AsOf));
        json.WriteStartArray("operations");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("operation", row.Operation);
            json.WriteString("external_id", row.ExternalId);
            json.WriteString("address", row.Address);
            json.WritePropertyName("fields");
            json.WriteRawValue(row.Fields, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    internal static string Time(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
