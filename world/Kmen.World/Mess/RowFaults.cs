using System.Text;
using Kmen.World.Chance;
using Kmen.World.Exports;

namespace Kmen.World.Mess;

/// <summary>
/// Spoils some rows of a source, each by a draw from its own bytes, so that the same rows are spoilt whoever writes them and when. Every fault is told to the truth.
/// </summary>
/// <param name="level">1 to 3.</param>
/// <param name="seed">Of the world.</param>
/// <param name="format">The source.</param>
/// <param name="truth">Where faults are listed.</param>
internal sealed class RowFaults(int level, ulong seed, SourceFormat format, Page truth)
{
    static readonly Encoding Windows1250 = CodePagesEncodingProvider.Instance.GetEncoding(1250)!;
    static readonly string[] Junk = ["n/a", "??", "31.02.2025", "#REF!", "null"];
    readonly FieldNames names = new(format);

    /// <summary>Looks at a finished row at the end of a page.</summary>
    /// <param name="row">The row with its line's end.</param>
    /// <param name="date">The date of its file.</param>
    /// <param name="hasNext">There is a file after this one.</param>
    /// <returns>What stands in its place; null for the row as it is.</returns>
    public SpoiltRow? Spoil(ReadOnlySpan<byte> row, DateOnly date, bool hasNext)
    {
        var draws = new Draws(Mixing.Combine(Mixing.Combine(seed, (ulong)Topic.Mess), Hash(row)));
        foreach (FaultKind kind in names.Kinds)
        {
            if (draws.Below(100_000) < FaultRates.Of(kind, level) && (kind != FaultKind.Late || hasNext) && Spoil(kind, row, date, ref draws) is { } spoilt)
            {
                return spoilt;
            }
        }

        return null;
    }

    SpoiltRow? Spoil(FaultKind kind, ReadOnlySpan<byte> row, DateOnly date, ref Draws draws)
    {
        if (kind is FaultKind.Duplicate or FaultKind.Late)
        {
            Tell(kind, row, date, "", "", "");
            return new SpoiltRow([.. row], kind);
        }

        if (names.Pick(kind, ref draws) is not { } column || names.Find(row, column) is not { } place || place.End.Value == place.Start.Value)
        {
            return null;
        }

        byte[] original = row[place].ToArray();
        byte[] written = Replacement(kind, original, ref draws);
        if (written.AsSpan().SequenceEqual(original))
        {
            return null;
        }

        Tell(kind, row, date, column, Text(original), Text(written));
        return new SpoiltRow([.. row[..place.Start.Value], .. written, .. row[place.End.Value..]], kind);
    }

    static byte[] Replacement(FaultKind kind, byte[] original, ref Draws draws)
    {
        switch (kind)
        {
            case FaultKind.Junk:
                return Encoding.ASCII.GetBytes(Junk[draws.Below(Junk.Length)]);
            case FaultKind.LostAccents:
                return People.Name.WithoutAccents(Windows1250.GetString(original));
            case FaultKind.Slip:
                return Slipped(original, ref draws);
            case FaultKind.Placeholder:
                return original.AsSpan().Contains((byte)'@') ? [.. "neuvedeno@posta.example"u8] : [.. "000000000"u8];
            case FaultKind.RecycledNumber:
                // The last digits of another number that was handed out: near enough to belong to somebody.
                byte[] other = [.. original];
                for (int i = other.Length - 3; i < other.Length; i++)
                {
                    other[i] = (byte)('0' + draws.Below(10));
                }

                return other;
            default:
                // 2025-01-31T12:34:56.789Z: the hour, up to the day's last.
                byte[] skewed = [.. original];
                int hour = Math.Min(23, ((skewed[11] - '0') * 10) + skewed[12] - '0' + 1 + draws.Below(5));
                skewed[11] = (byte)('0' + (hour / 10));
                skewed[12] = (byte)('0' + (hour % 10));
                return skewed;
        }
    }

    static byte[] Slipped(byte[] original, ref Draws draws)
    {
        byte[] slipped = [.. original];
        int place = draws.Below(Math.Max(1, original.Length - 2));
        if (original.Length > 3)
        {
            (slipped[place + 1], slipped[place + 2]) = (slipped[place + 2], slipped[place + 1]);
        }

        return slipped;
    }

    void Tell(FaultKind kind, ReadOnlySpan<byte> row, DateOnly date, string column, string original, string written)
    {
        string id = names.Find(row, names.Id) is { } place ? Text(row[place]) : "";
        FaultRow.Write(truth, format.Folder, date, kind, id, column, original, written);
    }

    string Text(ReadOnlySpan<byte> bytes) => (names.IsWindows1250 ? Windows1250 : Encoding.UTF8).GetString(bytes);

    static ulong Hash(ReadOnlySpan<byte> row) => Mixing.Combine(Checksum.Of(row), (ulong)row.Length);
}
