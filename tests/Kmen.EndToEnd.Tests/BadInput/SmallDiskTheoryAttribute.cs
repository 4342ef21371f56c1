using System.Diagnostics;

namespace Kmen.EndToEnd.Tests.BadInput;

/// <summary>A test that needs a disk of a few megabytes: a file system in memory that only its own process sees, which most kernels allow to everyone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    static readonly Lazy<bool> CanMount = new(Try);

    public SmallDiskTheoryAttribute()
    {
        if (!CanMount.Value)
        {
            Skip = "This machine allows no file system of one's own (unshare --map-root-user --mount).";
        }
    }

    static bool Try()
    {
        try
        {
            var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", Path.GetTempPath()]) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
