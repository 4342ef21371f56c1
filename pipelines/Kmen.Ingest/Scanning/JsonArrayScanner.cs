using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Scanning;

/// <summary>
/// Scans the objects of one JSON array, as <see cref="NdjsonScanner"/> does those of lines. They may stand on one
/// line or on many, so their numbers in the array take the place of lines'.
/// </summary>
internal sealed class JsonArrayScanner(SourceConfiguration source, RecordBuffer buffer, ScanOutput output) : NdjsonScanner(source, buffer, output)
{
    /// <inheritdoc />
    protected override void Scan()
    {
        Expect((byte)'[', "The content is no JSON array: it does not begin with [.");
        for (var isFirst = true; ; isFirst = false)
        {
            var next = SkipBlanks();
            if (next == ']')
            {
                break;
            }

            if (!isFirst)
            {
                Expect((byte)',', $"Behind value {Line - 1} of the array stands neither a comma nor ].");
                SkipBlanks();
            }

            var length = FindEnd();
            var record = Buffer.Unread[..length];
            Take(record, isTerminated: true);
            Line++;
            Buffer.Advance(length);
        }

        Buffer.Advance(1);
        while (Buffer.Unread.Length > 0 || Buffer.Fill())
        {
            var blanks = Buffer.Unread.IndexOfAnyExcept(" \t\r\n"u8);
            if (blanks >= 0)
            {
                throw UnfitFileException.Quarantined("Something follows the end of the array.");
            }

            Buffer.Advance(Buffer.Unread.Length);
        }

        NoteUnknownColumns();
    }

    void Expect(byte sign, string otherwise)
    {
        if (SkipBlanks() != sign)
        {
            throw UnfitFileException.Quarantined(otherwise);
        }

        Buffer.Advance(1);
    }

    // The byte at which something stands.
    byte SkipBlanks()
    {
        while (true)
        {
            var unread = Buffer.Unread;
            var at = unread.IndexOfAnyExcept(" \t\r\n"u8);
            Buffer.Advance(at < 0 ? unread.Length : at);
            if (at >= 0)
            {
                return Buffer.Unread[0];
            }

            if (!Buffer.Fill())
            {
                throw Cut();
            }
        }
    }

    // How long the value is that stands at the front: up to a comma or bracket outside of texts and of what it holds itself.
    int FindEnd()
    {
        var depth = 0;
        var isText = false;
        for (var at = 0; ; at++)
        {
            while (at >= Buffer.Unread.Length)
            {
                if (!Buffer.Fill())
                {
                    throw Buffer.AtEnd ? Cut() : TooLong();
                }
            }

            var sign = Buffer.Unread[at];
            if (isText)
            {
                isText = sign != '"';
                at += sign == '\\' ? 1 : 0;
                continue;
            }

            if (depth == 0 && (sign is (byte)',' or (byte)']'))
            {
                return at;
            }

            isText = sign == '"';
            depth += sign is (byte)'{' or (byte)'[' ? 1 : sign is (byte)'}' or (byte)']' ? -1 : 0;
        }
    }

    UnfitFileException Cut() => UnfitFileException.Waiting($"The array has no end behind value {Line - 1}: the file is not complete.");
}
