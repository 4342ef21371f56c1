using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Kmen.World.Exports;

/// <summary>
/// A part of a file, made by one thread: the text as it is, or deflated up to a byte boundary, so that parts made by many threads
/// join into one gzip member (as pigz does).
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A stream in memory holds nothing to release.")]
internal sealed class Segment
{
    readonly MemoryStream stream = new();

    public uint Crc { get; private set; }

    public long TextLength { get; private set; }

    public ReadOnlySpan<byte> Bytes => stream.GetBuffer().AsSpan(0, (int)stream.Length);

    public void Fill(ReadOnlySpan<byte> text, bool compress)
    {
        stream.SetLength(0);
        TextLength = text.Length;
        if (!compress)
        {
            stream.Write(text);
            return;
        }

        if (text.IsEmpty)
        {
            Crc = 0;
            return;
        }

        Crc = Checksum.Of(text);
        using var deflate = new DeflateStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        deflate.Write(text);
        deflate.Flush();

        // Disposing adds an end-of-stream block; the flush ended on a byte boundary, and the file's own end follows the last part.
        long end = stream.Length;
        deflate.Dispose();
        stream.SetLength(end);
    }
}
