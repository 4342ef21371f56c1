using Kmen.Activation.Journal;

namespace Kmen.Activation.Delivery;

/// <summary>Counts what became of the rows of one audience at one destination.</summary>
internal sealed class Tally
{
    readonly long[,] counts = new long[2, 5];

    internal OperationCounts Upserts => Of(0);

    internal OperationCounts Removals => Of(1);

    /// <summary>Rows that found an outcome.</summary>
    internal long Settled => Upserts.Acknowledged + Upserts.Rejected + Removals.Acknowledged + Removals.Rejected;

    internal TimeSpan Sending { get; set; }

    internal void Plan(long upserts, long removals)
    {
        counts[0, 0] += upserts;
        counts[1, 0] += removals;
    }

    internal void Add(BatchOutcome outcome, IReadOnlyList<JournalRow> rows)
    {
        foreach (var row in rows)
        {
            var operation = row.IsRemoval ? 1 : 0;
            if (outcome.Attempts > 0 && outcome.Status != BatchStatus.Split)
            {
                counts[operation, 1]++;
            }

            if (outcome.Rejections.ContainsKey(row.Number))
            {
                counts[operation, 3]++;
            }
            else if (outcome.Status == BatchStatus.Acknowledged)
            {
                counts[operation, 2]++;
            }
            else if (outcome.Status == BatchStatus.Unknown)
            {
                counts[operation, 4]++;
            }
        }
    }

    OperationCounts Of(int operation) =>
        new(counts[operation, 0], counts[operation, 1], counts[operation, 2], counts[operation, 3], counts[operation, 4]);
}
