using System.Text;
using Kmen.World.Exports;

namespace Kmen.World.Mess;

/// <summary>A row of <c>truth/faults</c>.</summary>
internal static class FaultRow
{
    /// <summary>Names and types of the columns.</summary>
    public static ReadOnlySpan<byte> Columns =>
        "source varchar, export_date date, kind varchar, record_id varchar, column_name varchar, original varchar, written varchar"u8;

    public static void Write(Page page, string source, DateOnly date, FaultKind kind, string id, string column, string original, string written)
    {
        ByteWriter row = page.Row();
        Field(row, source, ',');
        row.Date(date).Put((byte)',');
        Field(row, Name(kind), ',');
        Field(row, id, ',');
        Field(row, column, ',');
        Field(row, original, ',');
        Field(row, written, '\n');
    }

    static void Field(ByteWriter row, string value, char end)
    {
        if (value.Length > 0)
        {
            row.Put((byte)'"').Put(Encoding.UTF8.GetBytes(value.Replace("\"", "\"\"", StringComparison.Ordinal))).Put((byte)'"');
        }

        row.Put((byte)end);
    }

    static string Name(FaultKind kind) => kind switch
    {
        FaultKind.Duplicate => "duplicate",
        FaultKind.Junk => "junk",
        FaultKind.LostAccents => "lost_accents",
        FaultKind.Slip => "slip",
        FaultKind.Placeholder => "placeholder",
        FaultKind.RecycledNumber => "recycled_number",
        FaultKind.ClockSkew => "clock_skew",
        FaultKind.Late => "late",
        FaultKind.Restated => "restated",
        FaultKind.HalfWritten => "half_written",
        _ => "drift",
    };
}
