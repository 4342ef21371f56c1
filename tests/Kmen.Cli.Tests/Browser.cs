using System.Diagnostics;

namespace Kmen.Cli.Tests;

/// <summary>A real browser without a window: Chromium, where the machine has one.</summary>
static class Browser
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Its path, or null.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Opens a file as a reader does, and gives the document after its script has run.</summary>
    /// <param name="file">The page.</param>
    /// <param name="hash">The place in it.</param>
    /// <returns>The document, and what the page wrote to the console: errors among it.</returns>
    public static (string Document, IReadOnlyList<string> Console) Open(string file, string hash)
    {
        var profile = Directory.CreateTempSubdirectory("kmen-browser-");
        try
        {
            var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--enable-logging=stderr", "--virtual-time-budget=5000", "--window-size=1200,900",
                    $"--user-data-dir={profile.FullName}", "--dump-dom", $"{new Uri(file)}#{hash}",
                ])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var document = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (document, [.. error.Result.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))]);
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }
}
