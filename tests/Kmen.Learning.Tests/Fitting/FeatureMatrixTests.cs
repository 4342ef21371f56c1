using Kmen.Learning.Fitting;

namespace Kmen.Learning.Tests.Fitting;

public class FeatureMatrixTests
{
    [Fact]
    public void Constructor_OfBadValues_SaysWhatIsWrong()
    {
        var twice = static () => new FeatureMatrix(["a", "b", "a"], new float[3]);
        var ragged = static () => new FeatureMatrix(["a", "b"], new float[3]);
        var infinite = static () => new FeatureMatrix(["a", "b"], [0, 1, 2, float.NegativeInfinity]);

        twice.Should().Throw<ArgumentException>().WithMessage("The feature 'a' is there twice*");
        ragged.Should().Throw<ArgumentException>().WithMessage("3 values do not make whole rows of 2 features*");
        infinite.Should().Throw<ArgumentException>().WithMessage("The feature 'b' is infinite in row 1*");
    }

    [Fact]
    public void LabelledRows_OfDifferentLengths_AreRefused()
    {
        var features = new FeatureMatrix(["a"], [1, 2, 3]);

        FluentActions.Invoking(() => new LabelledRows(features, new bool[2])).Should().Throw<ArgumentException>().WithMessage("There are 3 rows*2 labels*");
        FluentActions.Invoking(() => new LabelledRows(features, new bool[3], [1, -1, 1])).Should().Throw<ArgumentException>().WithMessage("The weight of row 1*");
        FluentActions.Invoking(() => new LabelledRows(features, new bool[3], [1, 1, float.NaN])).Should().Throw<ArgumentException>().WithMessage("The weight of row 2*");
    }
}
