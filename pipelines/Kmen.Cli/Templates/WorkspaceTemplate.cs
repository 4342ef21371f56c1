namespace Kmen.Cli.Templates;

/// <summary>The shipped workspace, as it is inside the assembly.</summary>
static class WorkspaceTemplate
{
    const string Prefix = "workspace/";

    /// <summary>Writes its files into a folder, which is made.</summary>
    /// <returns>How many files.</returns>
    public static async Task<int> WriteAsync(string folder, CancellationToken cancellation)
    {
        var assembly = typeof(WorkspaceTemplate).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        foreach (var name in names)
        {
            var file = Path.Combine(folder, name[Prefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var from = assembly.GetManifestResourceStream(name)!;
            await using var to = new FileStream(file, FileMode.CreateNew);
            await from.CopyToAsync(to, cancellation);
        }

        return names.Count;
    }
}
