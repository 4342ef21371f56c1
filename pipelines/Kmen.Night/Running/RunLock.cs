using System.Globalization;
using System.Text.Json;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>
/// Lets one run at a time hold a target's warehouse. The lock is the operating system's on an open file, so a killed process frees it;
/// a file beside it says who holds it.
/// </summary>
internal sealed class RunLock : IDisposable
{
    const string JustBegun = "a process that has just begun";
    const int Attempts = 5;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    readonly FileStream file;
    readonly string holderFile;

    RunLock(FileStream file, string holderFile)
    {
        this.file = file;
        this.holderFile = holderFile;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="layout">The target.</param>
    /// <param name="command">What is run, shown to whoever comes second.</param>
    /// <param name="clock">The real clock.</param>
    /// <returns>The lock; dispose it at the run's end.</returns>
    /// <exception cref="KmenException">Another process holds it: exit code 3.</exception>
    internal static RunLock Take(TargetLayout layout, string command, TimeProvider clock)
    {
        Directory.CreateDirectory(layout.StateFolder);
        if (OpenPatiently(layout) is not { } file)
        {
            throw new KmenException(
                $"Another run holds the warehouse: {HolderOf(layout) ?? "a process that has just ended"}.", null,
                "Wait for its end (kmen status shows how far it is), or stop it with SIGTERM.", ExitCode.Busy);
        }

        var holder = new Holder(Environment.ProcessId, Environment.MachineName, command, clock.GetUtcNow().UtcDateTime);
        File.WriteAllBytes(HolderFile(layout), JsonSerializer.SerializeToUtf8Bytes(holder));
        return new RunLock(file, HolderFile(layout));
    }

    /// <summary>Who holds the lock, or null where it is free.</summary>
    internal static string? HolderOf(TargetLayout layout)
    {
        if (!File.Exists(layout.LockFile))
        {
            return null;
        }

        using var probe = Open(layout);
        if (probe is not null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllBytes(HolderFile(layout))) is { } holder && IsAlive(holder)
                ? string.Create(CultureInfo.InvariantCulture, $"process {holder.Pid} on {holder.Host}, `{holder.Command}`, since {holder.StartedAt:yyyy-MM-dd HH:mm:ss} UTC")
                : JustBegun;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return JustBegun;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(holderFile);
        file.Dispose();
    }

    /// <summary>A killed run leaves its name behind; between taking the lock and writing its own name, the next holder must not be told by it.</summary>
    static bool IsAlive(Holder holder) => holder.Host != Environment.MachineName || Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{holder.Pid}"));

    static string HolderFile(TargetLayout layout) => Path.ChangeExtension(layout.LockFile, ".json");

    /// <summary>Whoever asks for the state tries the lock for an instant; a run that begins just then must not take that for another run.</summary>
    static FileStream? OpenPatiently(TargetLayout layout)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Open(layout) is { } file)
            {
                return file;
            }

            if (attempt == Attempts)
            {
                return null;
            }

            Thread.Sleep(Pause);
        }
    }

    /// <summary>No sharing means an exclusive lock of the operating system; null where another process has it.</summary>
    static FileStream? Open(TargetLayout layout)
    {
        try
        {
            return new FileStream(layout.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    sealed record Holder(int Pid, string Host, string Command, DateTime StartedAt);
}
