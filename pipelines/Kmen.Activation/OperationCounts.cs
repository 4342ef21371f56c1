namespace Kmen.Activation;

/// <summary>What became of the rows of one operation, counted in rows.</summary>
/// <param name="Planned">Rows that the plan holds, rows of batches left open by an earlier run among them.</param>
/// <param name="Attempted">Rows that were sent at least once in this run.</param>
/// <param name="Acknowledged">Rows that the destination took.</param>
/// <param name="Rejected">Rows that the destination refused.</param>
/// <param name="Unknown">Rows whose outcome is not known; they are sent again under the same batch id.</param>
public sealed record OperationCounts(long Planned, long Attempted, long Acknowledged, long Rejected, long Unknown)
{
    /// <summary>No row.</summary>
    public static OperationCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Adds two counts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums.</returns>
    public static OperationCounts operator +(OperationCounts left, OperationCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new OperationCounts(
            left.Planned + right.Planned, left.Attempted + right.Attempted, left.Acknowledged + right.Acknowledged,
            left.Rejected + right.Rejected, left.Unknown + right.Unknown);
    }

    /// <summary>Adds two counts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums.</returns>
    public static OperationCounts Add(OperationCounts left, OperationCounts right) => left + right;
}
