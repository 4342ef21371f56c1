using System.Text.Json.Serialization;

namespace Kmen.Night.Publishing;

/// <summary>
/// How large a warehouse's file was when its tables were last written into an empty one. A night that replaces single rows leaves gaps in blocks that it cannot give back, so the file grows
/// although its rows do not: beyond a fifth the next night begins with a file that is written anew.
/// </summary>
/// <param name="Bytes">The file's length then.</param>
/// <param name="Cells">Rows times columns of all its tables then.</param>
public sealed record WrittenAnew([property: JsonPropertyName("bytes")] long Bytes, [property: JsonPropertyName("cells")] long Cells)
{
    const double LargestGrowth = 1.2;
    const long SmallestWaste = 4 << 20;

    /// <summary>Whether a file takes so much more than its rows need that writing it anew is worth the time.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="cells">Rows times columns of its tables.</param>
    internal bool IsWorn(long bytes, long cells)
    {
        var needed = Bytes * ((double)cells / Math.Max(Cells, 1));
        return bytes > LargestGrowth * needed && bytes - needed > SmallestWaste;
    }
}
