using System.Text;

namespace Kmen.Ingest.Scanning;

/// <summary>Writes the few forms of Thrift's compact protocol that Parquet's metadata needs.</summary>
internal sealed class ThriftCompact(Stream output)
{
    const int TypeI32 = 5;
    const int TypeI64 = 6;
    const int TypeBinary = 8;
    const int TypeList = 9;
    const int TypeStruct = 12;

    readonly Stack<int> outer = new();
    int last;

    public void I32(int field, int value)
    {
        Header(field, TypeI32);
        Zigzag(value);
    }

    public void I64(int field, long value)
    {
        Header(field, TypeI64);
        Zigzag(value);
    }

    public void Text(int field, string value)
    {
        Header(field, TypeBinary);
        Binary(value);
    }

    public void Struct(int field, Action content)
    {
        Header(field, TypeStruct);
        Nested(content);
    }

    public void Structs<T>(int field, IReadOnlyCollection<T> items, Action<T> content)
    {
        ListHeader(field, items.Count, TypeStruct);
        foreach (var item in items)
        {
            Nested(() => content(item));
        }
    }

    public void Texts(int field, params IReadOnlyCollection<string> items)
    {
        ListHeader(field, items.Count, TypeBinary);
        foreach (var item in items)
        {
            Binary(item);
        }
    }

    public void I32s(int field, params IReadOnlyCollection<int> items)
    {
        ListHeader(field, items.Count, TypeI32);
        foreach (var item in items)
        {
            Zigzag(item);
        }
    }

    /// <summary>Ends the outermost struct.</summary>
    public void End()
    {
        output.WriteByte(0);
        last = 0;
    }

    void Nested(Action content)
    {
        outer.Push(last);
        last = 0;
        content();
        output.WriteByte(0);
        last = outer.Pop();
    }

    void ListHeader(int field, int count, int type)
    {
        Header(field, TypeList);
        if (count < 15)
        {
            output.WriteByte((byte)((count << 4) | type));
            return;
        }

        output.WriteByte((byte)(0xF0 | type));
        Varint((ulong)count);
    }

    void Header(int field, int type)
    {
        output.WriteByte((byte)(((field - last) << 4) | type));
        last = field;
    }

    void Binary(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Varint((ulong)bytes.Length);
        output.Write(bytes);
    }

    void Zigzag(long value) => Varint(unchecked((ulong)((value << 1) ^ (value >> 63))));

    void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            output.WriteByte((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        output.WriteByte((byte)value);
    }
}
