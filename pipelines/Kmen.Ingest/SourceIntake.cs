using Kmen.Ingest.Loading;
using Kmen.Ingest.Planning;
using Kmen.Ingest.Scanning;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;

namespace Kmen.Ingest;

/// <summary>The loading side of one source: loads or records one file after the other, and says what became of them.</summary>
internal sealed class SourceIntake
{
    readonly RunContext context;
    readonly SourceWork work;
    readonly FileIds ids;
    readonly FileLoader loader;
    readonly SortedDictionary<string, long> loaded = new(StringComparer.Ordinal);
    readonly List<string> unknownColumns = [];
    SourceResult result;

    public SourceIntake(RunContext context, IWarehouseSession session, SourceWork work, FileIds ids, CancellationToken cancellation)
    {
        this.context = context;
        this.work = work;
        this.ids = ids;
        result = new SourceResult { Source = Name };
        loader = new FileLoader(work.Source, new FileCatalogue(context, session, Name, cancellation), session, cancellation);
        foreach (var file in work.Known.Values.Where(file => file.LoadedHash is not null))
        {
            loaded[file.Path] = file.FileId;
        }
    }

    string Name => work.Source.Name;

    /// <summary>Handles a file.</summary>
    /// <param name="file">The file and what to do about it.</param>
    public void Take(PlannedFile file)
    {
        var fileId = file.Known?.FileId ?? ids.Next();
        if (file.Action == FileAction.Load)
        {
            Load(fileId, file);
            return;
        }

        if (file.Action != FileAction.None)
        {
            loader.SetAside(fileId, file);
        }

        Count(file);
    }

    /// <summary>Ends the source.</summary>
    /// <param name="failure">Why it could not be read at all, or null.</param>
    /// <returns>What became of it.</returns>
    public SourceResult Finish(KmenException? failure)
    {
        result = result with { Failure = failure };
        if (unknownColumns.Count > 0)
        {
            context.Reporter.Warn(
                $"Source {Name}: {string.Join(", ", unknownColumns)} {(unknownColumns.Count == 1 ? "is" : "are")} in the files but not in the contract, "
                + "and not loaded. Name them in kmen.yml to have them.");
        }

        if (result.RowsRejected > result.RowsRead / 10)
        {
            context.Reporter.Warn(
                $"Source {Name}: {result.RowsRejected} of {result.RowsRead} rows are rejected. ops.rejects says which and why; correct the export, or the contract in kmen.yml.");
        }

        var status = result switch
        {
            { Failure: not null } or { FilesQuarantined: > 0 } => StepStatus.Failed,
            { Changed: false } => StepStatus.Unchanged,
            _ => StepStatus.Succeeded,
        };
        work.Step.End(status, result.RowsLoaded, failure?.Message ?? Summary());
        work.Step.Dispose();
        return result;
    }

    /// <summary>Ends the source's step without an outcome.</summary>
    public void Abandon() => work.Step.Dispose();

    void Load(long fileId, PlannedFile file)
    {
        try
        {
            var later = work.Source.Load == LoadMode.Full ? [] : loaded
                .Where(other => string.CompareOrdinal(other.Key, file.File.Path) > 0).Select(other => other.Value).ToList();
            var rows = loader.Load(fileId, file, later);
            loaded[file.File.Path] = fileId;
            unknownColumns.AddRange(file.Staged!.UnknownColumns.Except(unknownColumns));
            result = result with
            {
                FilesLoaded = result.FilesLoaded + 1,
                RowsRead = result.RowsRead + rows.Read,
                RowsLoaded = result.RowsLoaded + rows.Loaded,
                RowsRejected = result.RowsRejected + rows.Rejected,
                RowsDuplicate = result.RowsDuplicate + rows.Duplicate,
                Changed = true,
            };
        }
        catch (UnfitFileException error)
        {
            var aside = file with { Action = FileAction.SetAside, Status = FileStatus.Quarantined, Message = error.Message };
            loader.SetAside(fileId, aside);
            Count(aside);
        }
        finally
        {
            file.Staged!.Discard();
        }
    }

    void Count(PlannedFile file)
    {
        switch (file.Status)
        {
            case FileStatus.Waiting:
                result = result with { FilesWaiting = result.FilesWaiting + 1 };
                context.Reporter.Warn($"Source {Name}: {file.File.Path} is not loaded and waits{Age(file)}. {file.Message}");
                break;
            case FileStatus.Quarantined:
                result = result with { FilesQuarantined = result.FilesQuarantined + 1 };
                context.Reporter.Warn($"Source {Name}: {file.File.Path} is in quarantine{Age(file)}. {file.Message}");
                break;
            case FileStatus.Skipped when file.Action == FileAction.SetAside:
                result = result with { FilesSkipped = result.FilesSkipped + 1, Changed = result.Changed || file.Known?.LoadedHash is not null };
                context.Reporter.Note($"Source {Name}: {file.File.Path} is skipped. {file.Message}");
                break;
            case FileStatus.Loaded:
                result = result with { FilesUnchanged = result.FilesUnchanged + 1 };
                break;
            default:
                break;
        }
    }

    string Age(PlannedFile file)
    {
        if (file.Known is not { } known || known.Status != file.Status)
        {
            return "";
        }

        var age = context.Now - known.StatusSince;
        return age.TotalDays >= 1 ? $" for {(int)age.TotalDays} days" : age.TotalHours >= 1 ? $" for {(int)age.TotalHours} hours" : "";
    }

    string Summary()
    {
        var parts = new List<string>();
        Add(result.FilesLoaded, "loaded");
        Add(result.FilesUnchanged, "unchanged");
        Add(result.FilesWaiting, "waiting");
        Add(result.FilesQuarantined, "in quarantine");
        Add(result.FilesSkipped, "skipped");
        Add(result.RowsRejected, "rows rejected");
        Add(result.RowsDuplicate, "duplicate rows left out");
        return parts.Count == 0 ? "No files." : "Files: " + string.Join(", ", parts) + ".";

        void Add(long count, string what)
        {
            if (count > 0)
            {
                parts.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {what}"));
            }
        }
    }
}
