using System.Buffers.Text;

namespace Kmen.World.Exports;

/// <summary>A growing buffer with the few forms that the exports need; it is reused, so hot loops allocate nothing.</summary>
internal sealed class ByteWriter
{
    byte[] bytes = new byte[4096];
    long formattedDay = long.MinValue;
    int formattedDate;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Takes back what was written from the position on.</summary>
    public void CutTo(int position) => Length = position;

    /// <summary>What was written from the position on, to be changed.</summary>
    public Span<byte> From(int position) => bytes.AsSpan(position, Length - position);

    public ByteWriter Put(byte value)
    {
        Room(1)[0] = value;
        Length++;
        return this;
    }

    public ByteWriter Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
        return this;
    }

    public ByteWriter Number(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out int written);
        Length += written;
        return this;
    }

    /// <summary>With so many digits, zeros in front.</summary>
    public ByteWriter Digits(long value, int digits)
    {
        Span<byte> room = Room(digits);
        for (int i = digits - 1; i >= 0; i--)
        {
            room[i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        Length += digits;
        return this;
    }

    /// <summary>Hellers as crowns with two decimals.</summary>
    public ByteWriter Money(long hellers, byte separator = (byte)'.')
    {
        if (hellers < 0)
        {
            Put((byte)'-');
            hellers = -hellers;
        }

        return Number(hellers / 100).Put(separator).Digits(hellers % 100, 2);
    }

    /// <summary>Thousandths as a number with three decimals.</summary>
    public ByteWriter Thousandths(long value)
    {
        if (value < 0)
        {
            Put((byte)'-');
            value = -value;
        }

        return Number(value / 1000).Put((byte)'.').Digits(value % 1000, 3);
    }

    /// <summary>Ten thousandths as a number with four decimals.</summary>
    public ByteWriter Share(int value) => Number(value / 10_000).Put((byte)'.').Digits(value % 10_000, 4);

    /// <summary>Tenths as a number with one decimal after a comma.</summary>
    public ByteWriter Tenths(long value)
    {
        if (value < 0)
        {
            Put((byte)'-');
            value = -value;
        }

        return Number(value / 10).Put((byte)',').Digits(value % 10, 1);
    }

    /// <summary>As <c>2025-01-31</c>.</summary>
    public ByteWriter Date(DateOnly date) => Digits(date.Year, 4).Put((byte)'-').Digits(date.Month, 2).Put((byte)'-').Digits(date.Day, 2);

    /// <summary>Sixteen hexadecimal digits.</summary>
    public ByteWriter Hex(ulong value)
    {
        Span<byte> room = Room(16);
        for (int i = 15; i >= 0; i--)
        {
            room[i] = "0123456789abcdef"u8[(int)(value & 15)];
            value >>= 4;
        }

        Length += 16;
        return this;
    }

    /// <summary>Seconds of the Unix epoch as <c>2025-01-31 12:34:56</c>, with the separator between date and time.</summary>
    public ByteWriter Moment(long seconds, byte separator = (byte)' ')
    {
        long day = Math.DivRem(seconds, 86_400, out long second);
        if (second < 0)
        {
            day--;
            second += 86_400;
        }

        if (day != formattedDay)
        {
            DateTime date = DateTime.UnixEpoch.AddDays(day);
            formattedDay = day;
            formattedDate = (date.Year * 10_000) + (date.Month * 100) + date.Day;
        }

        int written = formattedDate;
        Digits(written / 10_000, 4).Put((byte)'-').Digits(written / 100 % 100, 2).Put((byte)'-').Digits(written % 100, 2).Put(separator);
        int clock = (int)second;
        return Digits(clock / 3600, 2).Put((byte)':').Digits(clock / 60 % 60, 2).Put((byte)':').Digits(clock % 60, 2);
    }

    Span<byte> Room(int size)
    {
        if (Length + size > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + size));
        }

        return bytes.AsSpan(Length);
    }
}
