using System.Text;

namespace Kmen.Ingest.Scanning;

/// <summary>Where a scanner puts records: the good ones, the malformed ones, and the counts.</summary>
internal sealed class ScanOutput(string path, IReadOnlyList<string> columns) : IDisposable
{
    /// <summary>Characters of a rejected record that are kept.</summary>
    public const int LongestRawValue = 1000;

    readonly string rejectsPath = path + ".rejects";
    IntermediateFile? rejects;

    /// <summary>The good records.</summary>
    public IntermediateFile Data { get; } = new(path, columns);

    /// <summary>Malformed records so far.</summary>
    public long Malformed => rejects?.Rows ?? 0;

    /// <summary>Records so far.</summary>
    public long Records => Data.Rows + Malformed;

    /// <summary>Malformed records whose bytes are not in the source's encoding.</summary>
    public long Undecodable { get; private set; }

    /// <summary>Columns that the contract does not name.</summary>
    public List<string> UnknownColumns { get; } = [];

    /// <summary>Keeps a malformed record.</summary>
    /// <param name="line">Its first line, from 1.</param>
    /// <param name="record">Its bytes; a line end behind them is left out.</param>
    /// <param name="reason">What is wrong with it, in words.</param>
    /// <param name="isUndecodable">Whether the encoding is what is wrong.</param>
    public void Reject(long line, ReadOnlySpan<byte> record, string reason, bool isUndecodable = false)
    {
        record = record.TrimEnd("\r\n"u8);
        rejects ??= new IntermediateFile(rejectsPath, ["raw_value", "reason"]);
        var text = Encoding.UTF8.GetString(record[..Math.Min(record.Length, LongestRawValue * 4)]);
        text = text.Length <= LongestRawValue ? text : text[..LongestRawValue];
        rejects.Columns[0].Add(Encoding.UTF8.GetBytes(text.Replace('\0', '\u2400')));
        rejects.Columns[1].Add(Encoding.UTF8.GetBytes(reason));
        rejects.EndRow(line);
        Undecodable += isUndecodable ? 1 : 0;
    }

    /// <summary>Completes the files.</summary>
    /// <returns>What was found.</returns>
    public ScanReport Complete()
    {
        Data.Complete();
        rejects?.Complete();
        return new ScanReport(Records, Malformed, path, rejects is null ? null : rejectsPath, UnknownColumns);
    }

    public void Dispose()
    {
        Data.Dispose();
        rejects?.Dispose();
    }
}
