using Kmen.World.Mess;

namespace Kmen.World.Exports;

/// <summary>What one thread adds to one file.</summary>
/// <param name="faults">What spoils rows; null for none.</param>
/// <param name="date">The date of the file.</param>
/// <param name="next">The page of the file after this one, where late rows go.</param>
internal sealed class Page(RowFaults? faults = null, DateOnly date = default, Page? next = null)
{
    int begin;

    public ByteWriter Text { get; } = new();

    public Segment Segment { get; } = new();

    public long Rows { get; private set; }

    /// <summary>The text of a new row.</summary>
    public ByteWriter Row()
    {
        EndRow();
        Rows++;
        return Text;
    }

    /// <summary>The last row is whole.</summary>
    public void EndRow()
    {
        int start = begin;
        begin = Text.Length;
        if (faults is null || begin == start || faults.Spoil(Text.From(start), date, next is not null) is not { } spoilt)
        {
            return;
        }

        switch (spoilt.Kind)
        {
            case FaultKind.Duplicate:
                Add(spoilt.Bytes);
                break;
            case FaultKind.Late:
                Text.CutTo(start);
                begin = start;
                Rows--;
                next!.EndRow();
                next.Add(spoilt.Bytes);
                break;
            default:
                Text.CutTo(start);
                Text.Put(spoilt.Bytes);
                begin = Text.Length;
                break;
        }
    }

    public void Clear()
    {
        Text.Clear();
        Rows = 0;
        begin = 0;
    }

    void Add(byte[] row)
    {
        Text.Put(row);
        begin = Text.Length;
        Rows++;
    }
}
