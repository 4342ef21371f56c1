namespace DuckDB.NET.Native;

/// <summary>Where <c>libduckdb.so</c> is looked for, first the place the user named, then the places <c>scripts/setup</c> fills.</summary>
internal static class NativeLibraryLocation
{
    internal const string FileName = "libduckdb.so";
    internal const string FolderVariable = "KMEN_NATIVE";
    private const string SetupFolder = ".native";

    /// <summary>The library's path; null when it is in none of the places and only the system's search is left.</summary>
    /// <exception cref="DllNotFoundException">The user named a folder that does not hold it.</exception>
    internal static string? Find(string? namedFolder, string baseFolder)
    {
        if (!string.IsNullOrEmpty(namedFolder))
        {
            var named = Path.Combine(namedFolder, FileName);
            return File.Exists(named)
                ? named
                : throw new DllNotFoundException(
                    $"{FolderVariable} names the folder {namedFolder}, but there is no {FileName} in it. " +
                    $"Unset {FolderVariable} and run scripts/setup, or name the folder that holds the library.");
        }

        return Candidates(baseFolder).FirstOrDefault(File.Exists);
    }

    internal static DllNotFoundException NotFound(string baseFolder) => new(
        $"The DuckDB engine ({FileName}) was not found in {baseFolder}, in a {SetupFolder} folder above it, or in the system's libraries. " +
        $"Run scripts/setup, which installs it, or set {FolderVariable} to the folder that holds it.");

    private static IEnumerable<string> Candidates(string baseFolder)
    {
        yield return Path.Combine(baseFolder, FileName);
        for (var folder = new DirectoryInfo(baseFolder); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, SetupFolder, FileName);
        }
    }
}
