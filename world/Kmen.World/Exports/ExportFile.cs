using System.Buffers.Binary;

namespace Kmen.World.Exports;

/// <summary>
/// A file that is written aside, under a name that no pattern of an export matches, and gets its own name when it is whole.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    readonly string path;
    readonly string aside;
    readonly bool isCompressed;
    readonly FileStream stream;
    uint crc;
    long length;

    public ExportFile(string path, bool isCompressed, ReadOnlySpan<byte> header)
    {
        this.path = path;
        this.isCompressed = isCompressed;
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        aside = Path.Combine(folder, "." + Path.GetFileName(path) + ".part");
        stream = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        if (isCompressed)
        {
            stream.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 255]);
        }

        if (!header.IsEmpty)
        {
            var segment = new Segment();
            segment.Fill(header, isCompressed);
            Append(segment);
        }
    }

    public long Rows { get; private set; }

    public long Bytes { get; private set; }

    public void Append(Segment segment, long rows = 0)
    {
        stream.Write(segment.Bytes);
        Rows += rows;
        if (isCompressed)
        {
            crc = Checksum.Join(crc, segment.Crc, segment.TextLength);
            length += segment.TextLength;
        }
    }

    /// <summary>Ends the file; it still waits under its other name.</summary>
    public void Finish()
    {
        if (isCompressed)
        {
            // An empty last block, then checksum and length modulo 2^32.
            Span<byte> end = stackalloc byte[10];
            end[0] = 3;
            BinaryPrimitives.WriteUInt32LittleEndian(end[2..], crc);
            BinaryPrimitives.WriteUInt32LittleEndian(end[6..], (uint)(length & uint.MaxValue));
            stream.Write(end);
        }

        stream.Flush();
        Bytes = stream.Length;
        stream.Dispose();
    }

    public void Reveal() => File.Move(aside, path, overwrite: true);

    /// <summary>Removes what was not revealed.</summary>
    public void Dispose()
    {
        stream.Dispose();
        File.Delete(aside);
    }
}
