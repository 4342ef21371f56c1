namespace Kmen.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

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
