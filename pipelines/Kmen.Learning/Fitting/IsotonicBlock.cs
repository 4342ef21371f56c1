namespace Kmen.Learning.Fitting;

/// <summary>Neighbouring rows that an isotonic fit gives one value: the share of positives among them.</summary>
/// <param name="First">The lowest margin.</param>
/// <param name="Last">The highest margin.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Positives">Positives among them.</param>
internal readonly record struct IsotonicBlock(double First, double Last, long Rows, long Positives)
{
    /// <summary>The blocks of the least-squares rising fit, lowest first. Rows with equal margins always share a block.</summary>
    public static List<IsotonicBlock> Pool(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels)
    {
        var (sorted, ordered) = (margins.ToArray(), labels.ToArray());
        Array.Sort(sorted, ordered);
        List<IsotonicBlock> blocks = [];
        for (var i = 0; i < sorted.Length;)
        {
            var (start, positives) = (i, 0);
            for (; i < sorted.Length && sorted[i] == sorted[start]; i++)
            {
                positives += ordered[i] ? 1 : 0;
            }

            var block = new IsotonicBlock(sorted[start], sorted[start], i - start, positives);
            while (blocks.Count > 0 && blocks[^1].IsNotBelow(block))
            {
                block = new IsotonicBlock(
                    blocks[^1].First, block.Last, blocks[^1].Rows + block.Rows, blocks[^1].Positives + block.Positives);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return blocks;
    }

    /// <summary>Compares shares in whole numbers, so that equal ones are seen as equal.</summary>
    private bool IsNotBelow(IsotonicBlock next) => Positives * next.Rows >= next.Positives * Rows;
}
