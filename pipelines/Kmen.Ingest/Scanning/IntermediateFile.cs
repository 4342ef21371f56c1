using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kmen.Ingest.Scanning;

/// <summary>
/// What the scan of a text file hands to the engine: a Parquet file of a line number and text columns, plain and uncompressed. Unlike delimited text it has one
/// reading only, whatever the values hold, tells null from empty, states its own row count, and is read about five times faster.
/// </summary>
internal sealed class IntermediateFile : IDisposable
{
    /// <summary>The name of the first column.</summary>
    public const string Line = "_line_number";

    const int MostRows = 61_440;
    const int MostBytes = 24 << 20;
    const int Int64Type = 2;
    const int ByteArrayType = 6;
    const int Plain = 0;
    const int Rle = 3;

    readonly FileStream file;
    readonly string[] names;
    readonly TextColumn[] columns;
    readonly List<long> lines = new(MostRows);
    readonly List<(int Rows, List<Chunk> Chunks)> groups = [];
    readonly MemoryStream header = new();
    long rows;

    public IntermediateFile(string path, IReadOnlyList<string> columnNames)
    {
        Path = path;
        names = [Line, .. columnNames];
        columns = [.. columnNames.Select(_ => new TextColumn())];
        file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        file.Write("PAR1"u8);
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>The text columns: every row gives each of them one value or null, then ends.</summary>
    public IReadOnlyList<TextColumn> Columns => columns;

    /// <summary>Rows written.</summary>
    public long Rows => rows + lines.Count;

    /// <summary>Ends a row.</summary>
    /// <param name="line">Its line in the source file, from 1.</param>
    public void EndRow(long line)
    {
        lines.Add(line);
        if (lines.Count >= MostRows || Size() >= MostBytes)
        {
            Flush();
        }
    }

    /// <summary>Writes the footer; the file is readable from now on.</summary>
    public void Complete()
    {
        Flush();
        header.SetLength(0);
        var thrift = new ThriftCompact(header);
        thrift.I32(1, 1);
        thrift.Structs(2, [null, .. names], name => Schema(thrift, name));
        thrift.I64(3, rows);
        thrift.Structs(4, groups, group =>
        {
            thrift.Structs(1, group.Chunks, chunk => Describe(thrift, chunk, group.Rows));
            thrift.I64(2, group.Chunks.Sum(chunk => chunk.Size));
            thrift.I64(3, group.Rows);
        });
        thrift.End();
        file.Write(header.GetBuffer().AsSpan(0, (int)header.Length));
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, (int)header.Length);
        file.Write(length);
        file.Write("PAR1"u8);
        file.Flush();
    }

    public void Dispose()
    {
        file.Dispose();
        header.Dispose();
        foreach (var column in columns)
        {
            column.Dispose();
        }
    }

    void Schema(ThriftCompact thrift, string? name)
    {
        if (name is null)
        {
            thrift.Text(4, "schema");
            thrift.I32(5, names.Length);
            return;
        }

        var isLine = ReferenceEquals(name, names[0]);
        thrift.I32(1, isLine ? Int64Type : ByteArrayType);
        thrift.I32(3, isLine ? 0 : 1);
        thrift.Text(4, name);
        if (!isLine)
        {
            thrift.I32(6, 0);
        }
    }

    void Describe(ThriftCompact thrift, Chunk chunk, int groupRows)
    {
        thrift.I64(2, chunk.Offset);
        thrift.Struct(3, () =>
        {
            thrift.I32(1, chunk.Column == 0 ? Int64Type : ByteArrayType);
            thrift.I32s(2, Plain, Rle);
            thrift.Texts(3, names[chunk.Column]);
            thrift.I32(4, 0);
            thrift.I64(5, groupRows);
            thrift.I64(6, chunk.Size);
            thrift.I64(7, chunk.Size);
            thrift.I64(9, chunk.Offset);
        });
    }

    int Size()
    {
        var total = 0;
        foreach (var column in columns)
        {
            total += column.Size;
        }

        return total;
    }

    void Flush()
    {
        if (lines.Count == 0)
        {
            return;
        }

        var chunks = new List<Chunk>(names.Length);
        chunks.Add(Page(0, [], MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(lines))));
        for (var i = 0; i < columns.Length; i++)
        {
            chunks.Add(Page(i + 1, columns[i].Present, columns[i].Values));
            columns[i].Clear();
        }

        groups.Add((lines.Count, chunks));
        rows += lines.Count;
        lines.Clear();
    }

    Chunk Page(int column, ReadOnlySpan<byte> present, ReadOnlySpan<byte> values)
    {
        Span<byte> levels = stackalloc byte[16];
        var prefix = 0;
        if (!present.IsEmpty)
        {
            prefix = 4;
            for (var left = ((uint)present.Length << 1) | 1; ; left >>= 7)
            {
                levels[prefix++] = (byte)(left < 0x80 ? left : (left & 0x7F) | 0x80);
                if (left < 0x80)
                {
                    break;
                }
            }

            BinaryPrimitives.WriteInt32LittleEndian(levels, prefix - 4 + present.Length);
        }

        var length = prefix + present.Length + values.Length;
        header.SetLength(0);
        var thrift = new ThriftCompact(header);
        thrift.I32(1, 0);
        thrift.I32(2, length);
        thrift.I32(3, length);
        thrift.Struct(5, () =>
        {
            thrift.I32(1, lines.Count);
            thrift.I32(2, Plain);
            thrift.I32(3, Rle);
            thrift.I32(4, Rle);
        });
        thrift.End();
        var offset = file.Position;
        file.Write(header.GetBuffer().AsSpan(0, (int)header.Length));
        file.Write(levels[..prefix]);
        file.Write(present);
        file.Write(values);
        return new Chunk(column, offset, header.Length + length);
    }

    readonly record struct Chunk(int Column, long Offset, long Size);
}
