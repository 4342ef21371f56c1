namespace Kmen.Cli.Tests;

/// <summary>A test that needs a browser; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Path is null)
        {
            Skip = "There is no Chromium on this machine (Debian: apt-get install chromium).";
        }
    }
}
