using Kmen.Workspace;

namespace Kmen.Cli.Tests.Importing;

/// <summary>The dbt project beside this file, imported and run once for all tests that look at the result.</summary>
public sealed class ImportedProject : IAsyncLifetime, IDisposable
{
    readonly TemporaryFolder folder = new();

    internal string Workspace => Path.Combine(folder.Path, "moved");

    internal string Said { get; private set; } = "";

    internal string RunError { get; private set; } = "";

    internal ExitCode RunCode { get; private set; }

    public async Task InitializeAsync()
    {
        var project = Copy(folder.Path);
        using var import = new TestConsole();
        (await import.RunAsync("import", "dbt", Path.Combine(project, "target"), "--into", Workspace)).Should().Be(ExitCode.Done, because: import.Error);
        Said = import.Out;
        using var run = new TestConsole();
        RunCode = await run.RunAsync("run", "--workspace", Workspace, "--as-of", "2026-01-10", "--threads", "1");
        RunError = run.Error;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    /// <summary>Copies the project, with its compiled manifest where dbt puts it.</summary>
    internal static string Copy(string into)
    {
        var from = Path.Combine(Repository.Root, "tests/Kmen.Cli.Tests/Importing/dbt_project");
        var to = Path.Combine(into, "dbt");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            var copy = Path.Combine(to, relative.StartsWith("compiled", StringComparison.Ordinal) ? "target" + relative["compiled".Length..] : relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    internal string Text(string file) => File.ReadAllText(Path.Combine(Workspace, file));

    /// <summary>The rows of a query over the publication, as CSV without its header.</summary>
    internal async Task<string[]> RowsAsync(string sql)
    {
        using var console = new TestConsole();
        (await console.RunAsync("query", sql, "--workspace", Workspace, "--format", "csv")).Should().Be(ExitCode.Done, because: console.Error);
        return [.. console.Out.TrimEnd().Split('\n').Skip(1)];
    }
}
