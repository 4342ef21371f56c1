namespace Kmen.Ingest.Planning;

/// <summary>A file in a source's folder.</summary>
/// <param name="FullPath">Absolute path.</param>
/// <param name="Path">The path that <c>ops.files</c> knows it by: relative to the workspace where it lies inside.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ModifiedAt">When it was written last, UTC, in whole microseconds.</param>
internal sealed record FoundFile(string FullPath, string Path, long Bytes, DateTime ModifiedAt)
{
    /// <summary>Whether the file is still as it was found.</summary>
    public bool IsUnchanged() => Of(FullPath, Path) is { } now && now.Bytes == Bytes && now.ModifiedAt == ModifiedAt;

    /// <summary>Looks at a file.</summary>
    /// <param name="fullPath">Absolute path; links are followed.</param>
    /// <param name="path">The path it is known by.</param>
    /// <returns>The file; with a size of -1 where it cannot be looked at.</returns>
    public static FoundFile Of(string fullPath, string path)
    {
        var file = new FileInfo(fullPath);
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        if (target is not { Exists: true })
        {
            return new FoundFile(fullPath, path, -1, DateTime.UnixEpoch);
        }

        var written = target.LastWriteTimeUtc;
        return new FoundFile(fullPath, path, target.Length, written.AddTicks(-(written.Ticks % TimeSpan.TicksPerMicrosecond)));
    }
}
