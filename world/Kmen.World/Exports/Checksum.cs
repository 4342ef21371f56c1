namespace Kmen.World.Exports;

/// <summary>CRC-32 as in gzip (RFC 1952), and the checksum of two texts joined from theirs (as zlib's <c>crc32_combine</c>).</summary>
internal static class Checksum
{
    const uint Polynomial = 0xEDB88320;
    static readonly uint[] Table = BuildTable();

    public static uint Of(ReadOnlySpan<byte> text)
    {
        uint crc = uint.MaxValue;
        uint[] table = Table;
        while (text.Length >= 8)
        {
            uint low = BitConverter.ToUInt32(text) ^ crc;
            crc = table[0x700 + (int)(low & 0xFF)] ^ table[0x600 + (int)((low >> 8) & 0xFF)] ^ table[0x500 + (int)((low >> 16) & 0xFF)]
                ^ table[0x400 + (int)(low >> 24)] ^ table[0x300 + text[4]] ^ table[0x200 + text[5]] ^ table[0x100 + text[6]] ^ table[text[7]];
            text = text[8..];
        }

        foreach (byte value in text)
        {
            crc = (crc >> 8) ^ table[(int)((crc ^ value) & 0xFF)];
        }

        return ~crc;
    }

    /// <summary>The checksum of a text followed by another of the given length.</summary>
    public static uint Join(uint first, uint second, long secondLength)
    {
        // x ^ (8 n) modulo the polynomial, by squaring; bit 31 is x ^ 0.
        uint shift = 0x80000000;
        uint power = 0x00800000;
        for (long n = secondLength; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                shift = Multiply(power, shift);
            }

            power = Multiply(power, power);
        }

        return Multiply(shift, first) ^ second;
    }

    static uint Multiply(uint left, uint right)
    {
        uint product = 0;
        for (uint bit = 0x80000000; bit != 0; bit >>= 1)
        {
            if ((left & bit) != 0)
            {
                product ^= right;
            }

            right = (right & 1) != 0 ? (right >> 1) ^ Polynomial : right >> 1;
        }

        return product;
    }

    static uint[] BuildTable()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            table[i] = crc;
        }

        for (int i = 256; i < table.Length; i++)
        {
            table[i] = (table[i - 256] >> 8) ^ table[(int)(table[i - 256] & 0xFF)];
        }

        return table;
    }
}
