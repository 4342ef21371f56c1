namespace Kmen.XGBoost.Tests;

/// <summary>A test over the public data sets, skipped where the folder that holds them is not named.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (GoldenData.Folder is null)
        {
            Skip = GoldenData.WhySkipped;
        }
    }
}
