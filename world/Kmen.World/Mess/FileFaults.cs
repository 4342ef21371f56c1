using System.Text;
using Kmen.World.Chance;
using Kmen.World.Exports;

namespace Kmen.World.Mess;

/// <summary>
/// Faults of whole files, by the date of the run: from level 2 on a file of the day before may come again, on level 3 a column may have another name and a file may end
/// in its middle. They are decided before the files are made, so that the truth can tell of them.
/// </summary>
internal sealed class FileFaults
{
    static readonly Source[] Again = [Source.Orders, Source.EmailEvents, Source.Returns, Source.Consents];
    readonly WorldFolders folders;
    readonly DateOnly date;

    public FileFaults(int level, ulong seed, WorldFolders folders, DateOnly date, bool isHistory)
    {
        this.folders = folders;
        this.date = date;
        var draws = Draws.For(seed, Topic.Mess, date.DayNumber);
        Source again = Again[draws.Below(Again.Length)];
        bool comesAgain = draws.Chance(level >= 3 ? 5000 : 2500);
        Restated = level >= 2 && !isHistory && comesAgain && File.Exists(PathOf(again, date.AddDays(-1))) ? again : null;
        IsDrifting = draws.Chance(isHistory ? 10_000 : 3000) && level >= 3;
        IsHalfWritten = draws.Chance(isHistory ? 10_000 : 3000) && level >= 3;
    }

    /// <summary>The source of which yesterday's file comes again.</summary>
    public Source? Restated { get; }

    /// <summary>The column "amount" of the returns is called "refund".</summary>
    public bool IsDrifting { get; }

    /// <summary>Half of the web's events is there beside the whole.</summary>
    public bool IsHalfWritten { get; }

    /// <summary>The header of a source's file.</summary>
    public byte[] Header(Source source, byte[] header, DateOnly fileDate) =>
        IsDrifting && source == Source.Returns && fileDate == date ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(header).Replace("amount", "refund", StringComparison.Ordinal)) : header;

    /// <summary>Lists the faults.</summary>
    public void Tell(Page truth)
    {
        if (Restated is { } again)
        {
            FaultRow.Write(truth, Format(again).Folder, date, FaultKind.Restated, "", "", Path.GetFileName(PathOf(again, date.AddDays(-1))), Path.GetFileName(PathOf(again, date, "_restated")));
        }

        if (IsDrifting)
        {
            FaultRow.Write(truth, "returns", date, FaultKind.Drift, "", "amount", "amount", "refund");
        }

        if (IsHalfWritten)
        {
            FaultRow.Write(truth, "web_events", date, FaultKind.HalfWritten, "", "", Path.GetFileName(PathOf(Source.WebEvents, date)), Path.GetFileName(PathOf(Source.WebEvents, date, "_half")));
        }
    }

    /// <summary>Makes the further files, when those they are made of are in their places.</summary>
    public void Make()
    {
        if (Restated is { } again)
        {
            File.Copy(PathOf(again, date.AddDays(-1)), PathOf(again, date, "_restated"), overwrite: true);
        }

        if (IsHalfWritten)
        {
            byte[] whole = File.ReadAllBytes(PathOf(Source.WebEvents, date));
            File.WriteAllBytes(PathOf(Source.WebEvents, date, "_half"), whole[..(whole.Length / 2)]);
        }
    }

    string PathOf(Source source, DateOnly fileDate, string ending = "")
    {
        SourceFormat format = Format(source);
        return Path.Combine(folders.Exports, format.Folder, $"{format.Folder}_{fileDate:yyyy-MM-dd}{ending}.{format.Extension}");
    }

    static SourceFormat Format(Source source) => SourceFormat.All[(int)source];
}
