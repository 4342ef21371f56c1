using System.Runtime.InteropServices;

namespace Kmen.XGBoost;

/// <summary>Finds libxgboost: the folder in KMEN_NATIVE, the program's folder, .native/ in a folder above it, the system.</summary>
internal static class NativeLocator
{
    public const string FolderVariable = "KMEN_NATIVE";

    /// <summary>What libxgboost needs and a system may lack, in the order of need: one already loaded satisfies it by its name.</summary>
    private static readonly string[] Needed = ["libgomp.so.1", "libdmlc.so.0"];

    /// <summary>Loads the library of the first folder that has one.</summary>
    /// <exception cref="DllNotFoundException">No folder has it; the message names the ones searched and the way out.</exception>
    public static nint Load()
    {
        OpenMpWaiting.BePassive();
        var folders = Folders(Environment.GetEnvironmentVariable(FolderVariable), AppContext.BaseDirectory).ToList();
        foreach (var folder in folders)
        {
            var path = Path.Combine(folder, NativeMethods.Library);
            if (File.Exists(path))
            {
                foreach (var library in Needed)
                {
                    NativeLibrary.TryLoad(Path.Combine(folder, library), out _);
                }

                return NativeLibrary.Load(path);
            }
        }

        return NativeLibrary.TryLoad(NativeMethods.Library, out var handle) ? handle : throw new DllNotFoundException(NotFound(folders));
    }

    /// <summary>The folders to look into, in order, whether they exist or not.</summary>
    public static IEnumerable<string> Folders(string? variable, string baseDirectory)
    {
        if (!string.IsNullOrWhiteSpace(variable))
        {
            yield return variable;
        }

        yield return baseDirectory;
        for (var folder = new DirectoryInfo(baseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, ".native");
        }
    }

    public static string NotFound(IReadOnlyList<string> folders) =>
        $"{NativeMethods.Library} (XGBoost) was not found in {string.Join(", ", folders)}, nor among the system's libraries. " +
        $"Run scripts/setup once, or name the folder that holds it in {FolderVariable}.";
}
