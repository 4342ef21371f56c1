using Kmen.Workspace;

namespace Kmen.Models.Tests.Building;

public sealed class ModelSetTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("staging.s")]
    [InlineData("raw.r")]
    public void View_OverWhatIsNotPublished_IsRefusedAtItsPlace(string table)
    {
        workspace.Model("marts.v", "select *\nfrom " + table, "materialized: view");
        var error = Refused();
        error.Message.Should().Contain(table);
        error.Where!.ToString().Should().Be("sql/marts/v.sql:5:6");
        error.WayOut.Should().Contain("materialized: table");
    }

    [Fact]
    public void View_OfStagingOrOverMarts_IsTaken()
    {
        workspace.Model("staging.s", "select * from raw.r", "materialized: view").Model("marts.v", "select * from marts.t", "materialized: view");
        workspace.Read().Models.Should().HaveCount(2);
    }

    [Fact]
    public void SyntaxError_HasFileLineAndColumn()
    {
        workspace.Model("marts.m", "select 'žluťoučký' as a,\n    * form marts.t");
        var error = Refused();
        error.Where!.ToString().Should().Be("sql/marts/m.sql:5:12");
        error.Where.Excerpt.Should().Be("    * form marts.t");
    }

    [Fact]
    public void Statement_ThatIsNoSelect_IsRefused()
    {
        workspace.Model("marts.m", "create table x as select 1");
        var error = Refused();
        error.WayOut.Should().NotBeNull();
        error.Where!.Line.Should().Be(4, "there the statement begins");
    }

    KmenException Refused()
    {
        var act = () => workspace.Read();
        return act.Should().Throw<KmenException>().Which;
    }
}
