using System.Buffers.Binary;
using System.IO.Compression;

namespace Kmen.Ingest.Scanning;

/// <summary>
/// Unpacks gzip (RFC 1952, several members too) and proves that it is whole: every member's end, checksum and length, and nothing behind the last one.
/// The platform's own stream ends without an error where a file is cut, and at bytes that are no member.
/// </summary>
/// <exception cref="UnfitFileException">Waiting: the stream is cut. Quarantined: it is damaged or no gzip.</exception>
internal sealed class VerifiedGzipStream : ForwardStream
{
    const int TrailerSize = 8;

    readonly Stream file;
    readonly MeteredInput input;
    DeflateStream? member;
    Crc32 checksum;
    long memberLength;
    bool ended;

    /// <param name="file">The compressed file, seekable, at its start; not disposed.</param>
    public VerifiedGzipStream(Stream file)
    {
        this.file = file;
        input = new MeteredInput(file);
    }

    public override int Read(Span<byte> buffer)
    {
        while (!ended && buffer.Length > 0)
        {
            if (member is null && !NextMember())
            {
                ended = true;
                break;
            }

            var read = Inflate(buffer);
            if (read > 0)
            {
                checksum.Append(buffer[..read]);
                memberLength += read;
                return read;
            }

            EndMember();
        }

        return 0;
    }

    int Inflate(Span<byte> buffer)
    {
        try
        {
            return member!.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw UnfitFileException.Quarantined(
                $"The gzip stream is damaged near byte {input.Position} of {input.Length}. Send the file again.", error);
        }
    }

    bool NextMember()
    {
        var start = input.Position;
        var first = ReadByte(required: start == 0);
        while (first == 0 && start > 0)
        {
            first = ReadByte(required: false);
        }

        if (first < 0)
        {
            return false;
        }

        if (first != 0x1F || ReadByte(required: true) != 0x8B)
        {
            throw UnfitFileException.Quarantined(start == 0
                ? "The name ends in .gz, but the content is not gzip. Compress it, or take .gz from its name."
                : $"Behind byte {start} of {input.Length} the content is no gzip stream: a part of the file is damaged. Send it again.");
        }

        var method = ReadByte(required: true);
        var flags = ReadByte(required: true);
        if (method != 8 || (flags & 0xE0) != 0)
        {
            throw UnfitFileException.Quarantined("The gzip header is damaged or of an unknown kind. Send the file again.");
        }

        Skip(6);
        if ((flags & 4) != 0)
        {
            Skip(ReadByte(required: true) | (ReadByte(required: true) << 8));
        }

        for (var texts = ((flags & 8) >> 3) + ((flags & 16) >> 4); texts > 0; texts--)
        {
            while (ReadByte(required: true) != 0)
            {
            }
        }

        Skip((flags & 2) == 0 ? 0 : 2);
        member = new DeflateStream(input, CompressionMode.Decompress, leaveOpen: true);
        checksum = default;
        memberLength = 0;
        return true;
    }

    void EndMember()
    {
        member!.Dispose();
        member = null;
        Span<byte> trailer = stackalloc byte[TrailerSize];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, checksum.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], unchecked((uint)memberLength));
        if (input.Exhausted)
        {
            throw EndsLikeAWholeFile() ? Damaged() : Cut();
        }

        var isExact = input.Position - input.LastPiece == 1;
        var from = isExact ? input.Position : input.LastPiece;
        var region = new byte[Math.Min(input.Position - from + TrailerSize, input.Length - from)];
        file.Position = from;
        file.ReadExactly(region);
        var at = isExact ? (region.AsSpan().SequenceEqual(trailer) ? 0 : -1) : region.AsSpan().IndexOf(trailer);
        if (at < 0)
        {
            throw region.Length < TrailerSize && trailer.StartsWith(region) ? Cut() : Damaged();
        }

        input.Position = from + at + TrailerSize;
    }

    /// <summary>Whether the last four bytes are about the length that was unpacked, so that damage, not a cut, led the inflater past the end.</summary>
    bool EndsLikeAWholeFile()
    {
        if (input.Length < TrailerSize)
        {
            return false;
        }

        Span<byte> last = stackalloc byte[4];
        file.Position = input.Length - 4;
        file.ReadExactly(last);
        return Math.Abs(BinaryPrimitives.ReadUInt32LittleEndian(last) - (memberLength & uint.MaxValue)) <= 1024;
    }

    UnfitFileException Cut() => UnfitFileException.Waiting($"The gzip stream is cut: it has no end after {input.Length} bytes.");

    UnfitFileException Damaged() => UnfitFileException.Quarantined(
        $"The gzip stream is damaged: its checksum or length is wrong before byte {input.Position} of {input.Length}. Send the file again.");

    int ReadByte(bool required)
    {
        Span<byte> one = stackalloc byte[1];
        if (input.Read(one) == 1)
        {
            return one[0];
        }

        return required ? throw Cut() : -1;
    }

    void Skip(int count)
    {
        for (; count > 0; count--)
        {
            ReadByte(required: true);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            member?.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
