using System.IO.Enumeration;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Planning;

/// <summary>Lists the exports of a source.</summary>
internal static class SourceFolder
{
    /// <summary>The files that match the source's glob, in ordinal order of their names. Names that begin with a dot match only a glob that does.</summary>
    /// <param name="source">The source.</param>
    /// <param name="layout">Shortens paths.</param>
    /// <param name="warn">Is told of what matches and is no file.</param>
    /// <returns>The files.</returns>
    /// <exception cref="KmenException">The folder is missing, is no folder or cannot be read.</exception>
    public static IReadOnlyList<FoundFile> List(SourceConfiguration source, TargetLayout layout, Action<string> warn)
    {
        var folder = layout.Shown(source.Folder);
        if (File.Exists(source.Folder))
        {
            throw Unusable(source, $"sources.{source.Name}.folder: {folder} is a file, not a folder.", "Name the folder that the exports arrive in.");
        }

        if (!Directory.Exists(source.Folder))
        {
            throw Unusable(source, $"sources.{source.Name}.folder: there is no folder {folder}.", "Make it, or correct the key in kmen.yml.");
        }

        var files = new List<FoundFile>();
        foreach (var path in Entries(source, folder))
        {
            if (Directory.Exists(path))
            {
                warn($"Source {source.Name}: {layout.Shown(path)} matches {source.Files} but is a folder; it is left out.");
            }
            else
            {
                files.Add(FoundFile.Of(path, layout.Shown(path)));
            }
        }

        return files;
    }

    static IReadOnlyList<string> Entries(SourceConfiguration source, string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(source.Folder)
                .Where(path => Matches(source.Files, Path.GetFileName(path)))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw Unusable(source, $"sources.{source.Name}.folder: {folder} cannot be read: {error.Message}", "Let the user who runs kmen read it.");
        }
    }

    static bool Matches(string glob, string name) =>
        (name[0] != '.' || glob.StartsWith('.')) && FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: false);

    static KmenException Unusable(SourceConfiguration source, string message, string wayOut) => new(message, source.Position, wayOut);
}
