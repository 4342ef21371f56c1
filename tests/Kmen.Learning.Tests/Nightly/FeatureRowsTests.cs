using Kmen.Learning.Nightly;
using Kmen.Workspace;

namespace Kmen.Learning.Tests.Nightly;

public sealed class FeatureRowsTests : IDisposable
{
    static readonly DateTime[] Moments = [new(2026, 1, 1)];

    readonly NightlyEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public void Columns_AreAllButKeysAndExcludedOnes() =>
        FeatureRows.Columns(engine.Session, NightlyEngine.Definition(exclude: "code")).Should().Equal("days", "orders", "share");

    [Fact]
    public void Column_ThatIsNoNumber_IsNamed() => Refused().Message.Should().Contain("code").And.Contain("VARCHAR");

    [Fact]
    public void ExcludedColumn_ThatIsNotThere_HearsTheNearest() => Refused("code", "ordrs").WayOut.Should().Be("Did you mean orders?");

    /// <summary>Regression: the baseline's column was looked for among the features and found at place -1.</summary>
    [Fact]
    public void BaselineColumn_ThatIsExcluded_IsRefused() => Refused("code", "days").Message.Should().Be("m: marts.features has no feature days.");

    [Fact]
    public void Rows_AreReadInTheOrderOfPersons_WithLabelsAndMissingValues()
    {
        var definition = NightlyEngine.Definition(exclude: "code");
        var rows = FeatureRows.Read(engine.Session, definition, ["days", "orders", "share"], Moments, 100, CancellationToken.None);
        rows.Persons.Should().Equal(1, 2, 3);
        rows.Labels.Should().Equal(true, false, false);
        rows.Features.Row(0).ToArray().Should().Equal(10, 2, 0.5f);
        float.IsNaN(rows.Features.Row(1)[2]).Should().BeTrue();
    }

    /// <summary>Regression: a feature table that held a person twice at one moment ended the run with an index out of range.</summary>
    [Fact]
    public void Rows_OfAPersonTwiceAtAMoment_AreRefused()
    {
        engine.Session.Execute("insert into marts.features select * from marts.features where person_id = 1");
        var act = () => FeatureRows.Read(engine.Session, NightlyEngine.Definition(exclude: "code"), ["days", "orders"], Moments, 100, CancellationToken.None);
        act.Should().Throw<KmenException>().WithMessage("*a person twice*").Which.WayOut.Should().Contain("unique");
    }

    KmenException Refused(params string[] exclude)
    {
        var act = () => FeatureRows.Columns(engine.Session, NightlyEngine.Definition(exclude: exclude));
        return act.Should().Throw<KmenException>().Which;
    }
}
