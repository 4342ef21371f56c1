namespace Kmen.XGBoost.Tests;

/// <summary>A theory over the public data sets, skipped where the folder that holds them is not named.</summary>
public sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute()
    {
        if (GoldenData.Folder is null)
        {
            Skip = GoldenData.WhySkipped;
        }
    }
}
