using Kmen.Ingest.Loading;
using Kmen.Ingest.Scanning;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Planning;

/// <summary>
/// Decides file by file what a source needs, so that any order of arrival ends in the rows of one load of all files. Files are read here, as late as possible and once.
/// </summary>
/// <param name="source">The contract.</param>
/// <param name="known">What <c>ops.files</c> knows, by path.</param>
/// <param name="hash">The SHA-256 of a file.</param>
/// <param name="stage">Reads a file's rows.</param>
internal sealed class SourcePlan(
    SourceConfiguration source, IReadOnlyDictionary<string, KnownFile> known, Func<FoundFile, string> hash, Func<FoundFile, StagedFile> stage)
{
    readonly string contract = Contract.Fingerprint(source);
    readonly Dictionary<string, string> loaded = known.Values.Where(file => file.LoadedHash is not null)
        .GroupBy(file => file.LoadedHash!).ToDictionary(group => group.Key, group => group.First().Path);
    bool hasRestated;

    /// <summary>The files in the order in which they are to be handled.</summary>
    /// <param name="found">The files of the folder in ordinal order.</param>
    /// <returns>What to do, made while it is read.</returns>
    public IEnumerable<PlannedFile> Files(IReadOnlyList<FoundFile> found) => source.Load == LoadMode.Full ? Dumps(found) : found.Select(Next);

    IEnumerable<PlannedFile> Dumps(IReadOnlyList<FoundFile> found)
    {
        var current = known.Values.Where(file => file.LoadedHash is not null).Select(file => file.Path).Max(StringComparer.Ordinal);
        string? winner = null;
        foreach (var file in found.Reverse())
        {
            var isOlder = winner is not null || (current is not null && string.CompareOrdinal(file.Path, current) < 0);
            if (isOlder)
            {
                yield return Superseded(file, winner ?? current!);
                continue;
            }

            var planned = Next(file);
            if (planned.Status is FileStatus.Loaded or FileStatus.Skipped)
            {
                winner = file.Path;
            }

            yield return planned;
        }
    }

    PlannedFile Superseded(FoundFile file, string by)
    {
        var before = Known(file);
        if (before is { Status: FileStatus.Withdrawn or FileStatus.Skipped })
        {
            return new PlannedFile(file, before, FileAction.None, before.Status, before.Hash);
        }

        return before?.LoadedHash is not null
            ? new PlannedFile(file, before, FileAction.None, before.Status, before.Hash)
            : new PlannedFile(file, before, FileAction.SetAside, FileStatus.Skipped, before?.Hash ?? "", $"Superseded by the newer dump {by}.");
    }

    PlannedFile Next(FoundFile file)
    {
        var before = Known(file);
        var isSame = before is not null && before.Hash.Length > 0 && before.Bytes == file.Bytes && before.ModifiedAt == file.ModifiedAt;
        try
        {
            var content = isSame ? before!.Hash : hash(file);
            if (before is not null && before.Contract == contract && Standing(file, before, content, isSame) is { } standing)
            {
                return standing;
            }

            if (loaded.TryGetValue(content, out var copy) && copy != file.Path)
            {
                return new PlannedFile(file, before, FileAction.SetAside, FileStatus.Skipped, content, $"Its content is that of {copy}, which is loaded.");
            }

            return Stage(file, before, content);
        }
        catch (UnfitFileException error)
        {
            return SetAside(file, before, "", error);
        }
    }

    PlannedFile? Standing(FoundFile file, KnownFile before, string content, bool isSame)
    {
        var action = isSame ? FileAction.None : FileAction.Touch;
        if (before.LoadedHash == content && !(hasRestated && before.RowsDuplicate > 0))
        {
            return new PlannedFile(file, before, before.Status == FileStatus.Loaded ? action : FileAction.Touch, FileStatus.Loaded, content);
        }

        var stands = before.Hash == content && before.Status switch
        {
            FileStatus.Waiting or FileStatus.Quarantined => true,
            FileStatus.Skipped => loaded.TryGetValue(content, out var copy) && copy != file.Path,
            _ => false,
        };
        return stands ? new PlannedFile(file, before, action, before.Status, content, before.Message) : null;
    }

    PlannedFile Stage(FoundFile file, KnownFile? before, string content)
    {
        try
        {
            var staged = stage(file);
            if (!file.IsUnchanged())
            {
                staged.Discard();
                throw UnfitFileException.Waiting("The file was written to while it was read.");
            }

            if (before?.LoadedHash is { } old)
            {
                loaded.Remove(old);
                hasRestated = source is { Duplicates: DuplicateMode.Skip, Load: LoadMode.Append };
            }

            loaded[content] = file.Path;
            return new PlannedFile(file, before, FileAction.Load, FileStatus.Loaded, content, null, staged);
        }
        catch (UnfitFileException error)
        {
            return SetAside(file, before, content, error);
        }
    }

    static PlannedFile SetAside(FoundFile file, KnownFile? before, string content, UnfitFileException error)
    {
        var kept = before?.LoadedHash is null ? "" : " The rows of its earlier content stay loaded.";
        var status = error.IsIncomplete ? FileStatus.Waiting : FileStatus.Quarantined;
        return new PlannedFile(file, before, FileAction.SetAside, status, content, error.Message + kept);
    }

    KnownFile? Known(FoundFile file) => known.GetValueOrDefault(file.Path);
}
