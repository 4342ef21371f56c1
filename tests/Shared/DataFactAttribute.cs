namespace Kmen.Tests;

/// <summary>A test over the public data sets, skipped where <c>KMEN_DATA</c> does not name their folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute() => Skip = DataFolder.WhySkipped;
}
