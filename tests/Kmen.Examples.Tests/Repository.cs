namespace Kmen.Examples.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Example(string name) => Path.Combine(Root, "examples", name);

    static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "DataPipeline.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException($"There is no DataPipeline.sln above {AppContext.BaseDirectory}.");
    }
}
