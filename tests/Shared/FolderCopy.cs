using System.Diagnostics;

namespace Kmen.Tests;

internal static class FolderCopy
{
    /// <summary>Copies a folder; links and file times stay as they are.</summary>
    internal static void Make(string from, string to)
    {
        Directory.CreateDirectory(to);
        using var copy = Process.Start("cp", ["-a", from + "/.", to]);
        copy.WaitForExit();
        copy.ExitCode.Should().Be(0);
    }
}
