namespace Kmen.World.Tests.Reactions;

/// <summary>A trial of minutes, run where <c>KMEN_WORLD_TRIAL</c> is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PolicyTrialFactAttribute : FactAttribute
{
    public PolicyTrialFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KMEN_WORLD_TRIAL")))
        {
            Skip = "KMEN_WORLD_TRIAL is not set; the trial of policies takes minutes.";
        }
    }
}
