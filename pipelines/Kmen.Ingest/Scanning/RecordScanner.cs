using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Scanning;

/// <summary>What the scanners of all text formats share: lines, line ends, and the bytes that no record may hold.</summary>
internal abstract class RecordScanner(SourceConfiguration source, RecordBuffer buffer, ScanOutput output)
{
    /// <summary>The contract.</summary>
    protected SourceConfiguration Source { get; } = source;

    /// <summary>The file.</summary>
    protected RecordBuffer Buffer { get; } = buffer;

    /// <summary>Where records go.</summary>
    protected ScanOutput Output { get; } = output;

    /// <summary>The byte that ends a line: line feed, or carriage return where the file has no line feed after its first one.</summary>
    protected byte Newline { get; private set; } = (byte)'\n';

    /// <summary>The line at which the next record begins, from 1.</summary>
    protected long Line { get; set; } = 1;

    /// <summary>Scans the file to its end.</summary>
    /// <exception cref="UnfitFileException">It cannot be loaded as it is.</exception>
    public void Run()
    {
        if (!Buffer.Fill())
        {
            if (IsWholeWithoutRecords)
            {
                return;
            }

            throw UnfitFileException.Waiting("The file is empty: it has 0 bytes.");
        }

        while (Buffer.Unread.Length < 4 && Buffer.Fill())
        {
        }

        if (Buffer.Unread is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw UnfitFileException.Quarantined("The file is UTF-16. Export it as UTF-8.");
        }

        if (Buffer.Unread is [0x1F, 0x8B, ..])
        {
            throw UnfitFileException.Quarantined("The content is gzip. Give the file a name that ends in .gz.");
        }

        if (Buffer.Unread.StartsWith(ByteOrderMark))
        {
            Buffer.Advance(3);
        }

        FindNewline();
        Scan();
        if (Output.Undecodable > Output.Records / 2)
        {
            throw UnfitFileException.Quarantined(
                $"{Output.Undecodable} of {Output.Records} records are not {Source.Encoding}. Set the source's encoding in kmen.yml.");
        }
    }

    /// <summary>A day on which nothing happened. A dump without a record is more likely one that failed.</summary>
    bool IsWholeWithoutRecords => Source is { Format: SourceFormat.Ndjson, Load: LoadMode.Append } && Buffer.ProvesItsEnd;

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Scans the records.</summary>
    protected abstract void Scan();

    /// <summary>Says why a record is left out whatever its format: broken encoding or NUL bytes.</summary>
    /// <param name="record">The record.</param>
    /// <param name="line">Its first line.</param>
    /// <returns>Whether it was rejected.</returns>
    protected bool RejectedForBytes(ReadOnlySpan<byte> record, long line)
    {
        if (!Utf8.IsValid(record))
        {
            Output.Reject(line, record, $"is not {Source.Encoding}: a byte cannot be decoded", isUndecodable: true);
            return true;
        }

        if (record.Contains((byte)0))
        {
            Output.Reject(line, record, "holds a NUL byte");
            return true;
        }

        return false;
    }

    /// <summary>Whether a file that has to be UTF-8 ends inside a character.</summary>
    /// <param name="record">Its last record.</param>
    protected bool EndsInsideCharacter(ReadOnlySpan<byte> record)
    {
        if (!Source.Encoding.StartsWith("utf", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var tail = record.LastIndexOfAnyInRange((byte)0xC0, (byte)0xF4);
        return tail >= 0 && Rune.DecodeFromUtf8(record[tail..], out _, out _) == OperationStatus.NeedMoreData;
    }

    /// <summary>The error of a record that does not end within <see cref="RecordBuffer.LongestRecord"/>.</summary>
    protected UnfitFileException TooLong() => UnfitFileException.Quarantined(
        $"The record that begins on line {Line} is longer than {RecordBuffer.LongestRecord >> 20} MB. A quote or a line end may be missing there.");

    void FindNewline()
    {
        while (true)
        {
            var at = Buffer.Unread.IndexOfAny((byte)'\r', (byte)'\n');
            if (at < 0 || (at == Buffer.Unread.Length - 1 && Buffer.Unread[at] == '\r'))
            {
                if (Buffer.Fill())
                {
                    continue;
                }
            }

            if (at >= 0 && Buffer.Unread[at] == '\r' && at + 1 < Buffer.Unread.Length && Buffer.Unread[at + 1] != '\n')
            {
                Newline = (byte)'\r';
            }

            return;
        }
    }
}
