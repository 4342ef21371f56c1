using System.Runtime.InteropServices;
using Kmen.Workspace;

namespace Kmen.Night.Publishing;

/// <summary>Makes files durable and read-only.</summary>
internal static partial class Disk
{
    const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Flushes a finished file to the disk and takes the right to write from everyone.</summary>
    internal static void Seal(string file)
    {
        Failpoint.Reached("disk.before-fsync");
        Flush(file);
        Failpoint.Reached("disk.after-fsync");
        File.SetUnixFileMode(file, ReadableByAll);
    }

    /// <summary>Flushes a file to the disk.</summary>
    internal static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Gives a file a second name. False where the file system cannot.</summary>
    internal static bool HardLink(string existing, string link) => Link(existing, link) == 0;

    /// <summary>Makes renames inside a folder durable.</summary>
    internal static void FlushFolder(string folder)
    {
        var descriptor = Open(folder, 0);
        if (descriptor >= 0)
        {
            _ = Sync(descriptor);
            _ = Close(descriptor);
        }
    }

    /// <summary>Points a link somewhere else in one step: readers see the old target or the new one.</summary>
    internal static void Flip(string link, string target)
    {
        var aside = link + ".new";
        File.Delete(aside);
        File.CreateSymbolicLink(aside, target);
        if (Rename(aside, link) != 0)
        {
            throw new IOException($"{link} could not be pointed at {target}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        FlushFolder(Path.GetDirectoryName(link)!);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    /// <summary>The framework's own move refuses links to folders.</summary>
    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string link);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
