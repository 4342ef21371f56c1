using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Testing;

/// <summary>Keeps rows that failed a test in the run's folder, as Parquet: logs hold counts only, because rows may be personal data.</summary>
public static class FailingRows
{
    const int MostRows = 1000;

    /// <summary>The folder of a run's failing rows.</summary>
    /// <param name="layout">The target.</param>
    /// <param name="runId">The run.</param>
    /// <returns>An absolute path; the folder is there only where a test failed.</returns>
    public static string Folder(TargetLayout layout, string runId)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return Path.Combine(Path.GetDirectoryName(layout.EventsFile(runId))!, "failing");
    }

    /// <summary>Writes the first rows; null where they cannot be written, which must not hide why the test failed.</summary>
    internal static string? Keep(BuildContext context, Model model, string test, string? column, string query)
    {
        var folder = Folder(context.Run.Layout, context.Run.RunId);
        var name = string.Concat($"{model.FullName}.{test}{(column is null ? "" : "." + column)}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        try
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, name + ".parquet");
            for (var copy = 2; File.Exists(file); copy++)
            {
                file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{copy}.parquet"));
            }

            context.Session.Execute(
                string.Create(CultureInfo.InvariantCulture, $"copy (select * from ({query}\n) failing limit {MostRows}) to {SqlText.Text(file)} (format parquet)"),
                cancellation: context.Cancellation);
            return file;
        }
        catch (Exception e) when (e is WarehouseException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
