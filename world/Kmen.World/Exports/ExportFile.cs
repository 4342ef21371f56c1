using System.Buffers.Binary;

namespace Kmen.World.Exports;

/// <summary>
/// A file that is written aside, under a name that no pattern of an export matches, and gets its own name when it is whole.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    readonly string path;
    readonly string aside;
    readonly FileShape shape;
    readonly byte[] header;
    readonly FileStream stream;
    uint crc;
    long length;
    long deflated;

    public ExportFile(string path, FileShape shape, byte[] header)
    {
        this.path = path;
        this.shape = shape;
        this.header = header;
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        aside = Path.Combine(folder, "." + Path.GetFileName(path) + ".part");
        stream = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        stream.Write(shape switch
        {
            FileShape.Gzip => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 255],
            FileShape.Zip => ZipArchiveText.Begin(NameInside),
            FileShape.JsonArray => "[\n"u8,
            _ => [],
        });
        if (shape != FileShape.Parquet && header.Length > 0)
        {
            var segment = new Segment();
            segment.Fill(header, IsCompressed);
            Append(segment);
        }
    }

    public long Rows { get; private set; }

    public long Bytes { get; private set; }

    bool IsCompressed => shape is FileShape.Gzip or FileShape.Zip;

    string NameInside => Path.GetFileNameWithoutExtension(path);

    public void Append(Segment segment, long rows = 0)
    {
        ReadOnlySpan<byte> bytes = segment.Bytes;
        stream.Write(shape == FileShape.JsonArray && Rows == 0 && rows > 0 ? bytes[2..] : bytes);
        Rows += rows;
        if (IsCompressed)
        {
            crc = Checksum.Join(crc, segment.Crc, segment.TextLength);
            length += segment.TextLength;
            deflated += bytes.Length;
        }
    }

    /// <summary>Ends the file; it still waits under its other name.</summary>
    /// <param name="tables">Makes tables.</param>
    public void Finish(Lazy<ParquetFile> tables)
    {
        if (IsCompressed)
        {
            // An empty last block.
            stream.Write([3, 0]);
        }

        if (shape == FileShape.Gzip)
        {
            // Checksum and length modulo 2^32.
            Span<byte> end = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(end, crc);
            BinaryPrimitives.WriteUInt32LittleEndian(end[4..], (uint)(length & uint.MaxValue));
            stream.Write(end);
        }

        stream.Write(shape switch
        {
            FileShape.Zip => ZipArchiveText.End(NameInside, crc, deflated + 2, length),
            FileShape.JsonArray => "\n]\n"u8,
            _ => [],
        });
        stream.Dispose();
        if (shape == FileShape.Parquet)
        {
            MakeParquet(tables.Value);
        }

        Bytes = new FileInfo(aside).Length;
    }

    public void Reveal() => File.Move(aside, path, overwrite: true);

    /// <summary>Removes what was not revealed.</summary>
    public void Dispose()
    {
        stream.Dispose();
        File.Delete(aside);
    }

    void MakeParquet(ParquetFile tables)
    {
        string rows = aside + ".rows";
        File.Move(aside, rows, overwrite: true);
        try
        {
            tables.Make(rows, header, aside);
        }
        finally
        {
            File.Delete(rows);
        }
    }
}
