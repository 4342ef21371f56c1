using System.Buffers.Binary;
using System.Text;

namespace Kmen.World.Exports;

/// <summary>The frame of a ZIP archive with one deflated file, whose size is known only at its end (APPNOTE 6.3.10: data descriptor, no ZIP64).</summary>
internal static class ZipArchiveText
{
    const ushort Version = 20;
    const ushort Flags = 0x0808;
    const ushort Deflate = 8;

    // The first day of 1980: the same content gives the same bytes.
    const ushort Date = 0x21;

    /// <summary>What stands before the deflated bytes.</summary>
    public static byte[] Begin(string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] header = new byte[30 + text.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034B50);
        Common(header.AsSpan(4), 0, 0, 0, text.Length);
        text.CopyTo(header, 30);
        return header;
    }

    /// <summary>What stands after them.</summary>
    public static byte[] End(string name, uint crc, long deflated, long length)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] end = new byte[16 + 46 + text.Length + 22];
        Span<byte> descriptor = end;
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor, 0x08074B50);
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor[4..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor[8..], checked((uint)deflated));
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor[12..], checked((uint)length));
        Span<byte> entry = descriptor[16..];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, 0x02014B50);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[4..], Version);
        Common(entry[6..], crc, deflated, length, text.Length);
        text.CopyTo(entry[46..]);
        Span<byte> last = entry[(46 + text.Length)..];
        BinaryPrimitives.WriteUInt32LittleEndian(last, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(last[8..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(last[10..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(last[12..], (uint)(46 + text.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(last[16..], checked((uint)(30 + text.Length + deflated + 16)));
        return end;
    }

    static void Common(Span<byte> fields, uint crc, long deflated, long length, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[4..], Deflate);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], checked((uint)deflated));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], checked((uint)length));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)nameLength);
    }
}
