namespace Kmen.Examples.Tests;

/// <summary>A test over the public data sets, skipped where the folder that holds them is not named.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (string.IsNullOrEmpty(Folder))
        {
            Skip = "KMEN_DATA does not name the folder of the public data sets.";
        }
    }

    internal static string? Folder => Environment.GetEnvironmentVariable("KMEN_DATA");
}
