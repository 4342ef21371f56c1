using System.Globalization;
using Kmen.Workspace;

namespace Kmen.Cli.Errors;

/// <summary>Keeps the details of an unforeseen error, which a console is no place for.</summary>
static class DetailsFile
{
    /// <summary>Writes the exception with its traces.</summary>
    /// <returns>The file as shown to the user, or null where none could be written.</returns>
    public static string? Write(Exception error, TargetLayout? layout, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"error-{now:yyyyMMdd'T'HHmmss'.'fff}.txt");
        var text = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n{Environment.CommandLine}\n\n{error}\n");
        foreach (var folder in (string?[])[layout?.StateFolder, Path.GetTempPath()])
        {
            if (folder is null || !Directory.Exists(folder))
            {
                continue;
            }

            try
            {
                var file = Path.Combine(folder, name);
                File.WriteAllText(file, text);
                return layout?.Shown(file) ?? file;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The next folder, or none: the error itself is told all the same.
            }
        }

        return null;
    }
}
