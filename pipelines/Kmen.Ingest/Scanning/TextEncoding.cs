using System.Text;

namespace Kmen.Ingest.Scanning;

/// <summary>Turns the single-byte encodings of exports into UTF-8, byte by byte, so that a block can end anywhere.</summary>
internal sealed class TextEncoding
{
    /// <summary>Stands for a byte that the encoding does not know; no UTF-8 text holds it, so the record is rejected like one with broken UTF-8.</summary>
    const byte Undecodable = 0xFF;

    readonly byte[][] upper;

    TextEncoding(byte[][] upper) => this.upper = upper;

    /// <summary>The most bytes that one byte becomes.</summary>
    public static int Growth => 3;

    /// <summary>The transcoder of an encoding.</summary>
    /// <param name="name">A name that the configuration allows.</param>
    /// <returns>The transcoder; null where the bytes are UTF-8 already.</returns>
    /// <exception cref="ArgumentException">The encoding is unknown, or takes more than one byte a character.</exception>
    public static TextEncoding? Of(string name)
    {
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        if (!encoding.IsSingleByte)
        {
            throw new ArgumentException($"The encoding {name} takes more than one byte a character.", nameof(name));
        }

        var isWindows = encoding.WebName.StartsWith("windows", StringComparison.Ordinal);
        var upper = new byte[128][];
        for (var i = 0; i < upper.Length; i++)
        {
            var character = encoding.GetString([(byte)(i + 128)])[0];
            var isUnknown = character == '\uFFFD' || (isWindows && char.IsControl(character));
            upper[i] = isUnknown ? [Undecodable] : Encoding.UTF8.GetBytes([character]);
        }

        return new TextEncoding(upper);
    }

    /// <summary>Transcodes a block.</summary>
    /// <param name="source">Bytes in this encoding.</param>
    /// <param name="target">At least <see cref="Growth"/> times as long.</param>
    /// <returns>Bytes written.</returns>
    public int ToUtf8(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (!source.IsEmpty)
        {
            var plain = source.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            plain = plain < 0 ? source.Length : plain;
            source[..plain].CopyTo(target[written..]);
            written += plain;
            source = source[plain..];
            while (!source.IsEmpty && source[0] >= 0x80)
            {
                var bytes = upper[source[0] - 0x80];
                bytes.CopyTo(target[written..]);
                written += bytes.Length;
                source = source[1..];
            }
        }

        return written;
    }
}
