using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Statistics;

public class ClustersTests
{
    [Fact]
    public void Number_EqualKeys_AreNumberedAlikeInOrderOfAppearance() =>
        Clusters.Number<string>(["p7", "p2", "p7", "p9", "p2"]).Should().Equal(0, 1, 0, 2, 1);
}
