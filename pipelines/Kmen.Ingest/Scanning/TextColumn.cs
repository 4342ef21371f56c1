using System.Buffers;
using System.Buffers.Binary;

namespace Kmen.Ingest.Scanning;

/// <summary>The values of one text column in the row group that is being filled, in Parquet's plain encoding.</summary>
internal sealed class TextColumn : IDisposable
{
    byte[] values = ArrayPool<byte>.Shared.Rent(1 << 16);
    byte[] present = new byte[1 << 10];

    /// <summary>Rows so far, nulls included.</summary>
    public int Rows { get; private set; }

    /// <summary>Bytes of the values so far.</summary>
    public int Size { get; private set; }

    /// <summary>The encoded values.</summary>
    public ReadOnlySpan<byte> Values => values.AsSpan(0, Size);

    /// <summary>One bit a row, lowest first: whether it has a value.</summary>
    public ReadOnlySpan<byte> Present => present.AsSpan(0, (Rows + 7) / 8);

    public void AddNull()
    {
        if (Rows / 8 == present.Length)
        {
            Array.Resize(ref present, present.Length * 2);
        }

        Rows++;
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Room for one value, to be written and then committed.</summary>
    /// <param name="length">The most that the value may take.</param>
    public Span<byte> Reserve(int length)
    {
        var needed = Size + 4 + length;
        if (needed > values.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, checked(values.Length * 2)));
            values.AsSpan(0, Size).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(values);
            values = larger;
        }

        return values.AsSpan(Size + 4, length);
    }

    /// <summary>Makes the reserved bytes a value.</summary>
    /// <param name="length">How many of them.</param>
    public void Commit(int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(values.AsSpan(Size), length);
        Size += 4 + length;
        var row = Rows;
        AddNull();
        present[row >> 3] |= (byte)(1 << (row & 7));
    }

    public void Clear()
    {
        Array.Clear(present);
        Rows = 0;
        Size = 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(values);
        values = [];
    }
}
