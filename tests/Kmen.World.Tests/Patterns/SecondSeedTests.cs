using System.Globalization;
using Xunit.Abstractions;

namespace Kmen.World.Tests.Patterns;

public sealed class SecondSeedTests(SecondPatternWorld second, ITestOutputHelper output) : IClassFixture<SecondPatternWorld>
{
    /// <summary>The standard score whose two-sided p is one in a thousand: fewer persons show less.</summary>
    const double OneInAThousand = 3.2905;

    [Fact]
    public void Patterns_InAWorldOfAnotherSeed_ShowBeyondChanceToo()
    {
        Dictionary<string, double> scores = HiddenPatternTests.Queries.ToDictionary(row => (string)row[0], row => second.World.Score((string)row[0], (string)row[1]));
        foreach ((string pattern, double score) in scores)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pattern}: {score:0.0} standard errors"));
        }

        scores.Should().HaveCountGreaterThanOrEqualTo(17).And.OnlyContain(it => Math.Abs(it.Value) > OneInAThousand, because: "no effect is an accident of one seed");
    }
}
