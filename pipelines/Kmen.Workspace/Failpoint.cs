using System.Diagnostics;

namespace Kmen.Workspace;

/// <summary>
/// Named places at which a test may end the process as a power cut would: at every commit, fsync, rename, flip and send.
/// Without the environment variables below a place costs one static read.
/// </summary>
/// <remarks>
/// <c>KMEN_FAILPOINT=name</c> kills the process (SIGKILL) when the place is reached; <c>KMEN_FAILPOINT=name#3</c> at the third time.
/// <c>KMEN_FAILPOINT_LOG=file</c> appends the name of every place that is reached, so that a test can list them all.
/// </remarks>
public static class Failpoint
{
    static readonly string? Log = Environment.GetEnvironmentVariable("KMEN_FAILPOINT_LOG");
    static readonly (string Name, int Occurrence)? Armed = Parse(Environment.GetEnvironmentVariable("KMEN_FAILPOINT"));
    static readonly Lock Gate = new();
    static int reached;

    /// <summary>Marks a place.</summary>
    /// <param name="name">Stage, dot, moment: <c>publish.before-flip</c>.</param>
    public static void Reached(string name)
    {
        if (Log is null && Armed is null)
        {
            return;
        }

        lock (Gate)
        {
            if (Log is not null)
            {
                File.AppendAllText(Log, name + "\n");
            }

            if (Armed is { } armed && armed.Name == name && ++reached == armed.Occurrence)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    static (string, int)? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var hash = text.LastIndexOf('#');
        return hash > 0 && int.TryParse(text.AsSpan(hash + 1), out var occurrence) ? (text[..hash], occurrence) : (text, 1);
    }
}
