using System.Diagnostics;
using System.Globalization;

namespace Kmen.EndToEnd.Tests.Processes;

/// <summary>The product as a user starts it.</summary>
internal sealed class KmenProcess : IDisposable
{
    /// <summary>No run here takes more than seconds; a hung one fails its test instead of the whole suite.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    readonly Process process;
    readonly Task<string> output;
    readonly Task<string> error;

    KmenProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    internal int Id => process.Id;

    internal bool HasEnded => process.HasExited;

    /// <summary>What <c>scripts/kmen</c> starts: in a release it starts from machine code, which the copy beside the tests does not.</summary>
    internal static string Binary { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Kmen.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "kmen.dll"));

    internal static KmenProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartProgram("dotnet", folder, environment, [Binary, .. arguments]);

    internal static KmenProcess StartProgram(string program, string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new KmenProcess(Process.Start(start)!);
    }

    internal async Task<KmenResult> Ended()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            throw new TimeoutException($"kmen did not end within {Patience}:\n{await output}\n{await error}");
        }

        return new KmenResult(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal such as TERM, KILL, STOP or CONT.</summary>
    internal void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
