namespace Kmen.World.Tests.Fidelity;

/// <summary>A test over the public data sets, skipped where <c>KMEN_DATA</c> does not name their folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    internal static readonly string? Folder = Environment.GetEnvironmentVariable("KMEN_DATA");

    public DataFactAttribute()
    {
        if (string.IsNullOrEmpty(Folder))
        {
            Skip = "KMEN_DATA does not name the folder of the public data sets.";
        }
    }
}
