namespace Kmen.World.Exports;

/// <summary>What one thread adds to one file.</summary>
internal sealed class Page
{
    public ByteWriter Text { get; } = new();

    public Segment Segment { get; } = new();

    public long Rows { get; private set; }

    /// <summary>The text of a new row.</summary>
    public ByteWriter Row()
    {
        Rows++;
        return Text;
    }

    public void Clear()
    {
        Text.Clear();
        Rows = 0;
    }
}
