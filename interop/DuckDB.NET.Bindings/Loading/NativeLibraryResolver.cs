using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

internal static class NativeLibraryResolver
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The ModuleInitializer attribute should not be used in libraries", Justification = "The resolver must stand before the first call from any of the nested classes and handles.")]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != NativeMethods.Library)
        {
            return IntPtr.Zero;
        }

        var named = Environment.GetEnvironmentVariable(NativeLibraryLocation.FolderVariable);
        if (NativeLibraryLocation.Find(named, AppContext.BaseDirectory) is { } path)
        {
            return NativeLibrary.Load(path);
        }

        return NativeLibrary.TryLoad(name, assembly, searchPath, out var library)
            ? library
            : throw NativeLibraryLocation.NotFound(AppContext.BaseDirectory);
    }
}
