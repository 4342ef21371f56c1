using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Kmen.Activation.Transport;

/// <summary>Makes renames in a folder last through a power cut. .NET opens no folders, so this asks the C library; elsewhere than on Unix it does nothing.</summary>
internal static class FolderSync
{
    const int ReadOnly = 0;

    internal static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            throw new IOException($"{folder} cannot be opened.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        var result = Fsync(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (result != 0)
        {
            throw new IOException($"{folder} cannot be flushed.", new Win32Exception(error));
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Close(int handle);
}
