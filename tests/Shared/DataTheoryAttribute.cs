namespace Kmen.Tests;

/// <summary>A theory over the public data sets, skipped where <c>KMEN_DATA</c> does not name their folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = DataFolder.WhySkipped;
}
