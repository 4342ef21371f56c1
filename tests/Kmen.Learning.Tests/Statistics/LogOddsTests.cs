using Kmen.Learning.Statistics;

namespace Kmen.Learning.Tests.Statistics;

public class LogOddsTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(2, 0.8807970779778823)]
    [InlineData(-2, 0.1192029220221176)]
    [InlineData(800, 1)]
    [InlineData(-800, 0)]
    public void ToProbability_OfAnyMargin_IsTheLogisticFunction(double margin, double probability) =>
        LogOdds.ToProbability(margin).Should().BeApproximately(probability, 1e-15);

    [Fact]
    public void FromProbability_ThenBack_IsTheSame() =>
        LogOdds.ToProbability(LogOdds.FromProbability(0.123)).Should().BeApproximately(0.123, 1e-15);

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(-0.7, 0)]
    [InlineData(0.2, 0.25)]
    public void Loss_OfAMargin_IsTheCrossEntropy(double margin, double target)
    {
        var p = Samples.Sigmoid(margin);

        LogOdds.Loss(margin, target).Should().BeApproximately(-(target * Math.Log(p)) - ((1 - target) * Math.Log(1 - p)), 1e-12);
    }

    [Fact]
    public void Loss_FarOut_StaysFinite()
    {
        LogOdds.Loss(1000, 0).Should().Be(1000);
        LogOdds.Loss(-1000, 0).Should().Be(0);
    }
}
