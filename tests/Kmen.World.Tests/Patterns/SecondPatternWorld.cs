namespace Kmen.World.Tests.Patterns;

/// <summary>A smaller world of another seed.</summary>
public sealed class SecondPatternWorld : IDisposable
{
    internal PatternWorld World { get; } = new("second", 12_000);

    public void Dispose() => World.Dispose();
}
