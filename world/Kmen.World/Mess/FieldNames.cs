using System.Text;
using Kmen.World.Chance;
using Kmen.World.Exports;

namespace Kmen.World.Mess;

/// <summary>Finds the fields of a source's rows, in CSV and JSON alike, and says which fault may strike which.</summary>
internal sealed class FieldNames
{
    // Fields whose text cannot be just anything.
    static readonly string[] Typed = ["ordered_at", "quantity", "order_total", "line_total", "stated_at", "sent_at", "returned_at", "bounced_at", "amount", "paid_at", "paid_amount", "birth_date", "issued_at"];
    static readonly string[] Names = ["first_name", "last_name"];
    static readonly string[] Contacts = ["email", "phone"];

    readonly SourceFormat format;
    readonly string[] columns;
    readonly byte delimiter;

    public FieldNames(SourceFormat format)
    {
        this.format = format;
        string header = Encoding.UTF8.GetString(format.Header).TrimEnd('\r', '\n');
        delimiter = (byte)(header.Contains(';', StringComparison.Ordinal) ? ';' : ',');
        columns = header.Length == 0 ? [] : header.Split((char)delimiter);
        IsWindows1250 = delimiter == ';';
        bool isEvents = format.Folder is "web_events" or "app_events";
        Kinds =
        [
            .. isEvents ? (FaultKind[])[FaultKind.ClockSkew] : [],
            .. Has(Typed) ? (FaultKind[])[FaultKind.Junk] : [],
            .. format.Folder == "customers" ? (FaultKind[])[FaultKind.LostAccents, FaultKind.Slip, FaultKind.RecycledNumber] : [],
            .. format.Folder is "customers" or "orders" ? (FaultKind[])[FaultKind.Placeholder] : [],
            .. IsJson && !isEvents ? [] : (FaultKind[])[FaultKind.Duplicate],
            .. format.Cut == FileCut.ByMonth && !IsArray ? (FaultKind[])[FaultKind.Late] : [],
        ];
    }

    /// <summary>The faults that can strike rows of the source, in the order in which they are drawn.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; }

    /// <summary>The field that names the row.</summary>
    public string Id => columns.Length > 0 ? columns[0] : format.Folder switch { "web_events" or "app_events" => "event_id", "reviews" => "review_id", _ => "" };

    public bool IsWindows1250 { get; }

    bool IsArray => format.Shape == FileShape.JsonArray;

    bool IsJson => columns.Length == 0;

    /// <summary>A field that the fault can strike.</summary>
    public string? Pick(FaultKind kind, ref Draws draws)
    {
        string[] candidates = kind switch
        {
            FaultKind.Junk => [.. columns.Intersect(Typed)],
            FaultKind.LostAccents or FaultKind.Slip => Names,
            FaultKind.Placeholder => Contacts,
            FaultKind.RecycledNumber => ["phone"],
            _ => ["event_at"],
        };
        return candidates.Length == 0 ? null : candidates[draws.Below(candidates.Length)];
    }

    /// <summary>Where the field's value stands, without quotes; null where the row has none.</summary>
    public Range? Find(ReadOnlySpan<byte> row, string name)
    {
        if (IsJson)
        {
            int key = row.IndexOf(Encoding.UTF8.GetBytes($"\"{name}\":\""));
            int start = key + name.Length + 4;
            return key < 0 ? null : start..(start + row[start..].IndexOf((byte)'"'));
        }

        int begin = 0;
        for (int column = Array.IndexOf(columns, name); column >= 0; column--)
        {
            int length = row[begin..].IndexOfAny(delimiter, (byte)'\r', (byte)'\n');
            if (column == 0)
            {
                return begin..(begin + length);
            }

            begin += length + 1;
        }

        return null;
    }

    bool Has(string[] some) => columns.Intersect(some).Any();
}
