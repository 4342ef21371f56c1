namespace Kmen.Ingest.Loading;

/// <summary>Where the records of a file went. <see cref="Read"/> is the sum of the others.</summary>
/// <param name="Read">Records in the file.</param>
/// <param name="Loaded">Rows in the raw table.</param>
/// <param name="Rejected">Rows in <c>ops.rejects</c>, each counted once.</param>
/// <param name="Duplicate">Rows left out because their key is there already.</param>
internal sealed record FileRows(long Read, long Loaded, long Rejected, long Duplicate)
{
    /// <summary>Nothing.</summary>
    public static FileRows None { get; } = new(0, 0, 0, 0);

    /// <summary>Whether every record is accounted for.</summary>
    public bool Balances => Read == checked(Loaded + Rejected + Duplicate);
}
