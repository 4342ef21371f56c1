using System.Text;
using Kmen.Ingest.Scanning;

namespace Kmen.Ingest.Tests.Scanning;

public class Crc32Tests
{
    [Fact]
    public void Value_OfCheckString_IsThatOfTheCatalogue()
    {
        var crc = default(Crc32);
        crc.Append(Encoding.ASCII.GetBytes("123456789"));
        crc.Value.Should().Be(0xCBF43926u, because: "that is the check value of CRC-32/ISO-HDLC");
    }

    [Fact]
    public void Value_OfAnyLengthAndCut_EqualsBitByBit()
    {
        var data = new byte[700];
        new Random(7).NextBytes(data);
        for (var length = 0; length < data.Length; length += 13)
        {
            var crc = default(Crc32);
            var cut = length / 3;
            crc.Append(data.AsSpan(0, cut));
            crc.Append(data.AsSpan(cut, length - cut));
            crc.Value.Should().Be(BitByBit(data.AsSpan(0, length)), because: $"length {length}");
        }
    }

    static uint BitByBit(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var item in data)
        {
            crc ^= item;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
