namespace Kmen.Ingest.Scanning;

/// <summary>
/// Takes one delimited record apart, after RFC 4180: a value that begins with the quote ends at the next single one, may hold delimiters and line ends, and a doubled
/// quote in it stands for one. A quote inside an unquoted value is a character like any other. Used again for every record; not safe for several threads.
/// </summary>
/// <param name="delimiter">The delimiter.</param>
/// <param name="quote">The quote.</param>
/// <param name="newline">What ends a record: line feed (a carriage return before it belongs to the line end), or carriage return alone.</param>
internal sealed class CsvRecord(byte delimiter, byte quote, byte newline)
{
    CsvField[] fields = new CsvField[64];

    /// <summary>Values found.</summary>
    public int Count { get; private set; }

    /// <summary>The values found.</summary>
    public ReadOnlySpan<CsvField> Fields => fields.AsSpan(0, Count);

    /// <summary>Bytes of the record with its line end.</summary>
    public int Length { get; private set; }

    /// <summary>Whether a line end closes it; only the last record of a file may lack one.</summary>
    public bool IsTerminated { get; private set; }

    /// <summary>Whether the file ends inside a quoted value.</summary>
    public bool IsUnclosed { get; private set; }

    /// <summary>Whether text follows a closing quote.</summary>
    public bool HasTextAfterQuote { get; private set; }

    /// <summary>Whether any value is quoted: only then can the record span lines.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>Whether it is an empty line, which is no record.</summary>
    public bool IsBlank => Count == 1 && fields[0].Length == 0 && !HasQuotes;

    /// <summary>Takes the first record off.</summary>
    /// <param name="data">Bytes from the beginning of a record on.</param>
    /// <param name="atEnd">Whether they reach to the end of the file.</param>
    /// <returns>False where more bytes are needed.</returns>
    public bool TryRead(ReadOnlySpan<byte> data, bool atEnd)
    {
        Count = 0;
        IsTerminated = false;
        IsUnclosed = false;
        HasTextAfterQuote = false;
        HasQuotes = false;
        var position = 0;
        while (true)
        {
            var isQuoted = position < data.Length && data[position] == quote;
            if (isQuoted)
            {
                HasQuotes = true;
                var close = ClosingQuote(data, position + 1, atEnd, out var isEscaped);
                if (close < 0)
                {
                    return IsUnclosed;
                }

                Add(position + 1, close - position - 1, isEscaped);
                position = close + 1;
            }

            var next = data[position..].IndexOfAny(delimiter, newline);
            if (next < 0 && !atEnd)
            {
                return false;
            }

            IsTerminated = next >= 0 && data[position + next] == newline;
            var isLast = next < 0 || IsTerminated;
            next = next < 0 ? data.Length - position : next;
            var text = data.Slice(position, next);
            if (isLast && newline == '\n' && text is [.., (byte)'\r'])
            {
                text = text[..^1];
            }

            if (!isQuoted)
            {
                Add(position, text.Length, false);
            }
            else if (!text.IsEmpty)
            {
                HasTextAfterQuote = true;
            }

            position += next + 1;
            if (isLast)
            {
                Length = Math.Min(position, data.Length);
                return true;
            }
        }
    }

    int ClosingQuote(ReadOnlySpan<byte> data, int from, bool atEnd, out bool isEscaped)
    {
        isEscaped = false;
        while (true)
        {
            var at = data[from..].IndexOf(quote);
            if (at < 0)
            {
                IsUnclosed = atEnd;
                Length = data.Length;
                return -1;
            }

            from += at + 1;
            if (from == data.Length)
            {
                return atEnd ? from - 1 : -1;
            }

            if (data[from] != quote)
            {
                return from - 1;
            }

            isEscaped = true;
            from++;
        }
    }

    void Add(int start, int length, bool isEscaped)
    {
        if (Count == fields.Length)
        {
            Array.Resize(ref fields, fields.Length * 2);
        }

        fields[Count++] = new CsvField(start, length, isEscaped);
    }
}
