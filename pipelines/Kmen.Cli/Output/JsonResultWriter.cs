using System.Buffers;
using System.Collections;
using System.Data.Common;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kmen.Cli.Output;

/// <summary>An array of objects, a row a line. Numbers of any size are numbers, times are ISO 8601. Streams.</summary>
sealed class JsonResultWriter(Stream stream) : IResultWriter
{
    const int FlushBytes = 1 << 16;

    public void Write(DbDataReader rows, CancellationToken cancellation)
    {
        var names = Names(rows);
        var buffer = new ArrayBufferWriter<byte>(2 * FlushBytes);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        var separator = "[\n"u8;
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            buffer.Write(separator);
            separator = ",\n"u8;
            json.Reset();
            json.WriteStartObject();
            for (var i = 0; i < names.Count; i++)
            {
                json.WritePropertyName(names[i]);
                Value(json, rows.IsDBNull(i) ? null : rows.GetValue(i));
            }

            json.WriteEndObject();
            json.Flush();
            if (buffer.WrittenCount > FlushBytes)
            {
                stream.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        buffer.Write(separator[0] == '[' ? "[]\n"u8 : "\n]\n"u8);
        stream.Write(buffer.WrittenSpan);
        stream.Flush();
    }

    static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or short or int or long or byte or ushort or uint or ulong or BigInteger or decimal:
                json.WriteRawValue(ValueText.Of(value)!, skipInputValidation: true);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case DateTime moment:
                json.WriteStringValue(ValueText.Moment(moment, 'T'));
                break;
            case DateTimeOffset moment:
                json.WriteStringValue(ValueText.Moment(moment.UtcDateTime, 'T') + "Z");
                break;
            case IDictionary map:
                json.WriteStartObject();
                foreach (DictionaryEntry pair in map)
                {
                    json.WritePropertyName(ValueText.Of(pair.Key)!);
                    Value(json, pair.Value);
                }

                json.WriteEndObject();
                break;
            case IEnumerable list when value is not string and not byte[]:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Value(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(ValueText.Of(value));
                break;
        }
    }

    /// <summary>The columns' names; a name that stands there before gets a number, because an object's keys are unique.</summary>
    static List<string> Names(DbDataReader rows)
    {
        var names = new List<string>();
        for (var i = 0; i < rows.FieldCount; i++)
        {
            var name = rows.GetName(i);
            for (var number = 2; names.Contains(name); number++)
            {
                name = $"{rows.GetName(i)}_{number}";
            }

            names.Add(name);
        }

        return names;
    }
}
