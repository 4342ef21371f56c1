namespace Kmen.World.Tests.Patterns;

/// <summary>Tests that share one large world.</summary>
[CollectionDefinition(Name)]
public sealed class PatternWorldGroup : ICollectionFixture<PatternWorld>
{
    public const string Name = "patterns";
}
