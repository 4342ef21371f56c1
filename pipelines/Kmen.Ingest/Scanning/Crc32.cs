using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kmen.Ingest.Scanning;

/// <summary>The checksum of gzip (reflected polynomial 0xEDB88320), folded with carry-less multiplication where the processor has it.</summary>
/// <remarks>Folding constants: Gopal et al., "Fast CRC computation for generic polynomials using PCLMULQDQ", Intel 2009.</remarks>
internal struct Crc32
{
    static readonly uint[] Table = MakeTable();
    uint state;

    /// <summary>The checksum of everything appended so far.</summary>
    public readonly uint Value => state;

    public void Append(ReadOnlySpan<byte> data)
    {
        var crc = ~state;
        if (Pclmulqdq.IsSupported && data.Length >= 64)
        {
            crc = Fold(crc, ref data);
        }

        state = ~Update(crc, data);
    }

    static uint Update(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var item in data)
        {
            crc = Table[(crc ^ item) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    static uint Fold(uint crc, ref ReadOnlySpan<byte> data)
    {
        var four = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        var one = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        var a = Block(data, 0) ^ Vector128.CreateScalar((ulong)crc);
        var b = Block(data, 16);
        var c = Block(data, 32);
        var d = Block(data, 48);
        data = data[64..];
        while (data.Length >= 64)
        {
            a = Step(a, four) ^ Block(data, 0);
            b = Step(b, four) ^ Block(data, 16);
            c = Step(c, four) ^ Block(data, 32);
            d = Step(d, four) ^ Block(data, 48);
            data = data[64..];
        }

        a = Step(a, one) ^ b;
        a = Step(a, one) ^ c;
        a = Step(a, one) ^ d;
        while (data.Length >= 16)
        {
            a = Step(a, one) ^ Block(data, 0);
            data = data[16..];
        }

        // What is folded into 16 bytes has the same remainder as all that was read, so the table finishes it.
        Span<byte> rest = stackalloc byte[16];
        a.AsByte().CopyTo(rest);
        return Update(0, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ulong> Step(Vector128<ulong> value, Vector128<ulong> constants) =>
        Pclmulqdq.CarrylessMultiply(value, constants, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, constants, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<ulong> Block(ReadOnlySpan<byte> data, int offset) => MemoryMarshal.Read<Vector128<ulong>>(data[offset..]);

    static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
            }

            table[i] = value;
        }

        return table;
    }
}
