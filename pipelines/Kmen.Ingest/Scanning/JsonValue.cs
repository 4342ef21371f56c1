using System.Text.Json;

namespace Kmen.Ingest.Scanning;

/// <summary>Where the value of a key lies in a line.</summary>
/// <param name="Start">Offset of the value, behind an opening quote.</param>
/// <param name="Length">Bytes, without quotes around; 0 stands for null and for empty text.</param>
/// <param name="IsEscaped">Whether it is text with escapes.</param>
internal readonly record struct JsonValue(int Start, int Length, bool IsEscaped)
{
    /// <summary>Reads the value at which a reader stands, and moves it to the value's end.</summary>
    /// <param name="reader">The reader.</param>
    public static JsonValue Of(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return default;
            case JsonTokenType.String:
                return new JsonValue(start + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                return new JsonValue(start, (int)reader.BytesConsumed - start, false);
            default:
                return new JsonValue(start, reader.ValueSpan.Length, false);
        }
    }

    /// <summary>Whether escapes in it stand for half a character or for NUL, which no column can hold.</summary>
    /// <param name="line">The line.</param>
    public bool HasBadText(ReadOnlySpan<byte> line)
    {
        if (!IsEscaped || line.Slice(Start, Length).IndexOf("\\u"u8) < 0)
        {
            return false;
        }

        var target = new byte[Length];
        return !TryUnescape(line, target, out var written) || target.AsSpan(0, written).Contains((byte)0);
    }

    /// <summary>Puts the value into a column; empty text is null.</summary>
    /// <param name="line">The line.</param>
    /// <param name="column">The column.</param>
    public void AddTo(ReadOnlySpan<byte> line, TextColumn column)
    {
        if (Length == 0)
        {
            column.AddNull();
        }
        else if (IsEscaped)
        {
            TryUnescape(line, column.Reserve(Length), out var written);
            column.Commit(written);
        }
        else
        {
            column.Add(line.Slice(Start, Length));
        }
    }

    bool TryUnescape(ReadOnlySpan<byte> line, Span<byte> target, out int written)
    {
        var reader = new Utf8JsonReader(line.Slice(Start - 1, Length + 2));
        reader.Read();
        try
        {
            written = reader.CopyString(target);
            return true;
        }
        catch (InvalidOperationException)
        {
            written = 0;
            return false;
        }
    }
}
