using System.Globalization;
using System.Text;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Importing;

/// <summary>Makes a workspace of a compiled dbt project.</summary>
public static class DbtImport
{
    /// <summary>The file in the new workspace that says what was carried over and what was not.</summary>
    public const string Report = "IMPORT.md";

    /// <summary>Reads the manifest and writes the workspace.</summary>
    /// <param name="warehouse">An engine; each text is tried on tables without rows before it is written.</param>
    /// <param name="target">dbt's target folder, or the project's folder above it.</param>
    /// <param name="folder">The new workspace's folder, or null for one of the project's name in the current folder; it may exist if it is empty.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="KmenException">The manifest cannot be read, or the folder is not empty.</exception>
    public static ImportResult Run(IWarehouse warehouse, string target, string? folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        var manifest = DbtManifest.Read(target);
        var shown = folder ?? SqlNames.Identifier(manifest.ProjectName);
        var into = Path.GetFullPath(shown);
        if (File.Exists(into) || (Directory.Exists(into) && Directory.EnumerateFileSystemEntries(into).Any()))
        {
            throw KmenException.Usage($"{shown} is not empty; nothing was written.", null, "Name another folder with --into, or empty this one.");
        }

        using var trial = new DryRun(warehouse);
        var draft = new ImportDraft(manifest, trial);
        ModelImport.Run(draft);
        cancellation.ThrowIfCancellationRequested();
        if (draft.Sources.Count == 0)
        {
            throw KmenException.Usage(
                "The project has neither a seed nor a source that could be carried over; nothing was written." + string.Concat(draft.LeftOut.Take(5).Select(item => $"\n  {item.What}: {item.Reason} {item.WayOut}")),
                new SourcePosition(Path.Combine(manifest.TargetFolder, "manifest.json")), "A workspace reads files. Give the sources files or known columns as said, and import again.");
        }

        new TestImport(draft).Run();
        UnitTestImport.Run(draft);
        OtherParts.Run(draft);
        var result = new ImportResult { Project = manifest.ProjectName, Folder = into, Counts = [.. draft.Counts.Select(pair => (pair.Key, pair.Value))], LeftOut = draft.LeftOut };
        Write(draft, result, cancellation);
        return result;
    }

    static void Write(ImportDraft draft, ImportResult result, CancellationToken cancellation)
    {
        foreach (var model in draft.Models)
        {
            draft.Files[model.File] = model.Text();
        }

        draft.Files["kmen.yml"] = Configuration(draft);
        draft.Files[".gitignore"] = "# What Kmen makes.\n.kmen/\npublished/\noutgoing/\n";
        draft.Files[Report] = ImportReport.Text(draft, result);
        foreach (var (file, text) in draft.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Path.Combine(result.Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        foreach (var source in draft.Sources.Where(source => source.Folder is null))
        {
            var incoming = Path.Combine(result.Folder, "incoming", source.Name);
            Directory.CreateDirectory(incoming);
            if (source.Copied is { } file)
            {
                File.Copy(file, Path.Combine(incoming, Path.GetFileName(file)));
            }
        }
    }

    static string Configuration(ImportDraft draft)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Made by `kmen import dbt` from the project {draft.Manifest.ProjectName}; see {Report}.\n");
        text.Append(CultureInfo.InvariantCulture, $"name: {YamlText.Of(SqlNames.Identifier(draft.Manifest.ProjectName))}\ntime_zone: UTC\n\nsources:\n");
        return text.AppendJoin('\n', draft.Sources.Select(source => source.Text())).ToString();
    }
}
