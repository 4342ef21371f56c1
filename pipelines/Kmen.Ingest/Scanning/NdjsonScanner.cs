using System.Text;
using System.Text.Json;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Scanning;

/// <summary>Scans one JSON object a line. A key that is missing or null gives null, a nested value its JSON text, of a key that stands twice the last value counts.</summary>
internal class NdjsonScanner : RecordScanner
{
    const int MostUnknownKeys = 20;

    readonly byte[][] keys;
    readonly List<byte[]> unknown = [];
    readonly JsonValue[] values;

    public NdjsonScanner(SourceConfiguration source, RecordBuffer buffer, ScanOutput output)
        : base(source, buffer, output)
    {
        keys = [.. source.Columns.Select(column => Encoding.UTF8.GetBytes(column.Header))];
        values = new JsonValue[keys.Length];
    }

    /// <inheritdoc />
    protected override void Scan()
    {
        while (true)
        {
            var end = Buffer.Unread.IndexOf(Newline);
            if (end < 0)
            {
                if (Buffer.Fill())
                {
                    continue;
                }

                if (!Buffer.AtEnd)
                {
                    throw TooLong();
                }

                Take(Buffer.Unread, isTerminated: false);
                break;
            }

            Take(Buffer.Unread[..end], isTerminated: true);
            Buffer.Advance(end + 1);
            Line++;
        }

        NoteUnknownColumns();
    }

    /// <summary>Tells of keys that the contract does not know.</summary>
    protected void NoteUnknownColumns() => Output.UnknownColumns.AddRange(unknown.Select(Encoding.UTF8.GetString));

    /// <summary>Takes a record.</summary>
    /// <param name="bytes">The record, with blanks around it at most.</param>
    /// <param name="isTerminated">Whether its end is known; one without it may be half.</param>
    protected void Take(ReadOnlySpan<byte> bytes, bool isTerminated)
    {
        var line = bytes.Trim(" \t\r"u8);
        if (!isTerminated && EndsInsideCharacter(line))
        {
            throw Incomplete();
        }

        if (line.IsEmpty || RejectedForBytes(line, Line))
        {
            return;
        }

        var defect = TakeApart(line, out var isBroken);
        if (isBroken && !isTerminated)
        {
            throw Incomplete();
        }

        if (defect is not null)
        {
            Output.Reject(Line, line, defect);
            return;
        }

        var columns = Output.Data.Columns;
        for (var i = 0; i < values.Length; i++)
        {
            values[i].AddTo(line, columns[i]);
        }

        Output.Data.EndRow(Line);
    }

    UnfitFileException Incomplete() =>
        UnfitFileException.Waiting($"The last record, on line {Line}, is no whole JSON object and has no line end: the file is not complete.");

    string? TakeApart(ReadOnlySpan<byte> line, out bool isBroken)
    {
        Array.Clear(values);
        isBroken = false;
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                while (reader.Read())
                {
                }

                return "is no JSON object";
            }

            var expected = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var column = Find(ref reader, expected);
                reader.Read();
                var value = JsonValue.Of(ref reader);
                if (value.HasBadText(line))
                {
                    return "holds text that is no Unicode, or a NUL character";
                }

                if (column >= 0)
                {
                    values[column] = value;
                    expected = column + 1;
                }
            }

            // Reading on proves that nothing stands behind the object.
            reader.Read();
            return null;
        }
        catch (JsonException error)
        {
            isBroken = true;
            return $"is no valid JSON at byte {error.BytePositionInLine + 1}";
        }
    }

    int Find(ref Utf8JsonReader reader, int expected)
    {
        if (expected < keys.Length && reader.ValueTextEquals(keys[expected]))
        {
            return expected;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (reader.ValueTextEquals(keys[i]))
            {
                return i;
            }
        }

        Note(ref reader);
        return -1;
    }

    void Note(ref Utf8JsonReader reader)
    {
        foreach (var name in unknown)
        {
            if (reader.ValueTextEquals(name))
            {
                return;
            }
        }

        if (unknown.Count < MostUnknownKeys && !reader.ValueIsEscaped)
        {
            unknown.Add(reader.ValueSpan.ToArray());
        }
    }
}
