using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Testing;

/// <summary>
/// Keeps rows that failed a test in the run's folder, as Parquet: logs hold counts only, because rows may be personal data. For the same reason only the user of the run may read
/// them, and they are kept for a while only.
/// </summary>
public static class FailingRows
{
    /// <summary>Begins the id of what is no run but a test of what is published.</summary>
    public const string TestPrefix = "test-";

    const int MostRows = 1000;
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder of a run's failing rows.</summary>
    /// <param name="layout">The target.</param>
    /// <param name="runId">The run.</param>
    /// <returns>An absolute path; the folder is there only where a test failed.</returns>
    public static string Folder(TargetLayout layout, string runId)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return Path.Combine(Path.GetDirectoryName(layout.EventsFile(runId))!, "failing");
    }

    /// <summary>Removes the failing rows of runs that are not to be kept.</summary>
    /// <param name="layout">The target.</param>
    /// <param name="isKept">Whether the rows of a run stay, by its id.</param>
    /// <exception cref="IOException">Rows could not be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">Rows could not be removed.</exception>
    public static void Forget(TargetLayout layout, Func<string, bool> isKept)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(isKept);
        var runs = Path.GetDirectoryName(Path.GetDirectoryName(layout.EventsFile("any"))!)!;
        foreach (var run in Directory.Exists(runs) ? Directory.GetDirectories(runs) : [])
        {
            var folder = Folder(layout, Path.GetFileName(run));
            if (isKept(Path.GetFileName(run)) || !Directory.Exists(folder))
            {
                continue;
            }

            Directory.Delete(folder, recursive: true);
            if (!Directory.EnumerateFileSystemEntries(run).Any())
            {
                Directory.Delete(run);
            }
        }
    }

    /// <summary>Writes the first rows; null where they cannot be written, which must not hide why the test failed.</summary>
    internal static string? Keep(BuildContext context, Model model, string test, string? column, string query)
    {
        var folder = Folder(context.Run.Layout, context.Run.RunId);
        var name = string.Concat($"{model.FullName}.{test}{(column is null ? "" : "." + column)}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.CreateDirectory(folder, OwnersFile | UnixFileMode.UserExecute);
            var file = Path.Combine(folder, name + ".parquet");
            for (var copy = 2; File.Exists(file); copy++)
            {
                file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{copy}.parquet"));
            }

            context.Session.Execute(
                string.Create(CultureInfo.InvariantCulture, $"copy (select * from ({query}\n) failing limit {MostRows}) to {SqlText.Text(file)} (format parquet)"),
                cancellation: context.Cancellation);
            File.SetUnixFileMode(file, OwnersFile);
            return file;
        }
        catch (Exception e) when (e is WarehouseException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
