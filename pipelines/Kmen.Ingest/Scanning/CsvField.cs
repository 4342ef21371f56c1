namespace Kmen.Ingest.Scanning;

/// <summary>One value of a delimited record.</summary>
/// <param name="Start">Offset in the record, behind an opening quote.</param>
/// <param name="Length">Bytes, without quotes around.</param>
/// <param name="IsEscaped">Whether doubled quotes stand in it.</param>
internal readonly record struct CsvField(int Start, int Length, bool IsEscaped)
{
    /// <summary>Puts the value into a column; empty text is null.</summary>
    /// <param name="record">The record's bytes.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="column">The column.</param>
    public void AddTo(ReadOnlySpan<byte> record, byte quote, TextColumn column)
    {
        var text = record.Slice(Start, Length);
        if (text.IsEmpty)
        {
            column.AddNull();
        }
        else if (IsEscaped)
        {
            column.Commit(Unescape(text, quote, column.Reserve(text.Length)));
        }
        else
        {
            column.Add(text);
        }
    }

    /// <summary>Halves doubled quotes.</summary>
    /// <param name="text">The value as it stands in the file.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="target">At least as long as the value.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, byte quote, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            target[written++] = text[i];
            i += text[i] == quote ? 1 : 0;
        }

        return written;
    }
}
