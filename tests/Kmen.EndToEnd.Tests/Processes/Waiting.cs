using System.Diagnostics;

namespace Kmen.EndToEnd.Tests.Processes;

/// <summary>Waits for what another process does.</summary>
internal static class Waiting
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    internal static async Task Until(string what, Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"{what} did not come within {Patience}");
            }

            await Task.Delay(Between);
        }
    }

    /// <summary>Stops the process at a moment at which it holds the workspace's warehouse; it goes on with the signal CONT.</summary>
    internal static async Task UntilStoppedInARun(KmenProcess process, string lockFile) =>
        await Until("a run", () =>
        {
            if (!IsHeld(lockFile) || !Names(process, Path.ChangeExtension(lockFile, ".json")))
            {
                return false;
            }

            process.Signal("STOP");
            if (IsHeld(lockFile))
            {
                return true;
            }

            process.Signal("CONT");
            return false;
        });

    static bool Names(KmenProcess process, string holderFile) =>
        File.Exists(holderFile) && File.ReadAllText(holderFile).Contains($"\"Pid\":{process.Id},", StringComparison.Ordinal);

    static bool IsHeld(string lockFile)
    {
        if (!File.Exists(lockFile))
        {
            return false;
        }

        try
        {
            using var probe = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
