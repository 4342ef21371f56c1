using Kmen.World.Mess;

namespace Kmen.World.Exports;

/// <summary>Makes the pages of one thread: one a source and file.</summary>
/// <param name="seed">Of the world.</param>
/// <param name="mess">How much is spoilt, 0 to 3.</param>
/// <param name="monthly">The dates of files cut by month.</param>
/// <param name="end">The date of the others.</param>
internal sealed class Pages(ulong seed, int mess, DateOnly[] monthly, DateOnly end)
{
    /// <summary>By source and file.</summary>
    public Page[][] Make()
    {
        var truth = new Page();
        var pages = new Page[SourceFormat.All.Length][];
        for (int source = 0; source < pages.Length; source++)
        {
            SourceFormat format = SourceFormat.All[source];
            bool isSpoilt = mess > 0 && !format.IsTruth && format.Shape != FileShape.Parquet;
            RowFaults? faults = isSpoilt ? new RowFaults(mess, seed, format, truth) : null;
            DateOnly[] dates = format.Cut == FileCut.ByMonth ? monthly : [end];
            pages[source] = new Page[dates.Length];
            for (int i = dates.Length - 1; i >= 0; i--)
            {
                pages[source][i] = source == (int)Source.Faults ? truth : new Page(faults, dates[i], i + 1 < dates.Length ? pages[source][i + 1] : null);
            }
        }

        return pages;
    }
}
