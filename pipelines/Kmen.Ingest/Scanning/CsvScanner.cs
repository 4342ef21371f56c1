using System.Text;
using System.Text.Unicode;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Scanning;

/// <summary>Scans delimited text with a header line.</summary>
internal sealed class CsvScanner(SourceConfiguration source, RecordBuffer buffer, ScanOutput output) : RecordScanner(source, buffer, output)
{
    byte Quote => (byte)Source.Quote;

    /// <inheritdoc />
    protected override void Scan()
    {
        var record = new CsvRecord((byte)Source.Delimiter, Quote, Newline);
        int[]? targets = null;
        var width = 0;
        while (Next(record))
        {
            var bytes = Buffer.Unread[..record.Length];
            var line = Line;
            Line += record.HasQuotes ? bytes.Count(Newline) : 1;
            if (!record.IsBlank)
            {
                if (targets is null)
                {
                    targets = Header(record, bytes);
                    width = record.Count;
                }
                else
                {
                    Take(record, bytes, line, targets, width);
                }
            }

            Buffer.Advance(record.Length);
        }

        if (targets is null)
        {
            throw UnfitFileException.Waiting("The file has no header line yet.");
        }
    }

    bool Next(CsvRecord record)
    {
        while (!record.TryRead(Buffer.Unread, Buffer.AtEnd))
        {
            if (!Buffer.Fill() && !Buffer.AtEnd)
            {
                throw TooLong();
            }
        }

        if (record.IsUnclosed)
        {
            throw UnfitFileException.Waiting(
                $"The record that begins on line {Line} has no closing quote: the file is not complete, or a quote is missing on that line.");
        }

        return !Buffer.AtEnd || !Buffer.Unread.IsEmpty;
    }

    void Take(CsvRecord record, ReadOnlySpan<byte> bytes, long line, int[] targets, int width)
    {
        if (!record.IsTerminated && (record.Count < width || EndsInsideCharacter(bytes)))
        {
            throw UnfitFileException.Waiting(
                $"The last record, on line {line}, has {record.Count} of {width} values and no line end: the file is not complete.");
        }

        if (RejectedForBytes(bytes, line))
        {
            return;
        }

        if (record.HasTextAfterQuote)
        {
            Output.Reject(line, bytes, "has text behind a closing quote");
            return;
        }

        if (record.Count != width)
        {
            Output.Reject(line, bytes, $"has {record.Count} values where the header has {width} columns");
            return;
        }

        var columns = Output.Data.Columns;
        var fields = record.Fields;
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] < 0)
            {
                columns[i].AddNull();
            }
            else
            {
                fields[targets[i]].AddTo(bytes, Quote, columns[i]);
            }
        }

        Output.Data.EndRow(line);
    }

    /// <summary>For every column of the contract its place in the file, -1 where it is missing.</summary>
    int[] Header(CsvRecord record, ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes) || bytes.Contains((byte)0))
        {
            throw UnfitFileException.Quarantined($"The header line is not {Source.Encoding} text. Set the source's encoding in kmen.yml.");
        }

        var names = new List<string>();
        foreach (var field in record.Fields)
        {
            var text = bytes.Slice(field.Start, field.Length).ToArray();
            var length = field.IsEscaped ? CsvField.Unescape(text, Quote, text) : text.Length;
            names.Add(Encoding.UTF8.GetString(text, 0, length).Trim());
        }

        try
        {
            return HeaderMatch.Places(Source, names, Output.UnknownColumns);
        }
        catch (UnfitFileException) when (!record.IsTerminated)
        {
            throw UnfitFileException.Waiting("The header line has no line end and lacks columns: the file is not complete.");
        }
    }
}
