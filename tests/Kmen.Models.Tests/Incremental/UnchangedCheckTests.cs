namespace Kmen.Models.Tests.Incremental;

public sealed class UnchangedCheckTests
{
    [Fact]
    public void Check_OverWhatDidNotChange_IsCarriedWhereItPassed_AndWarnsAgainWhereItWarned()
    {
        using var workspace = new TestWorkspace();
        workspace.Model("marts.a", "select id from given.t")
            .Write("sql/checks/passes.sql", "select id from marts.a where id < 0")
            .Write("sql/checks/warns.sql", "/* kmen\nseverity: warn\n*/\nselect id from marts.a where id > 1");
        using var nights = new Nights(workspace, isFullRefresh: false);
        (string, string)[] expected = [("sql/checks/passes.sql", "passed"), ("sql/checks/warns.sql", "warned")];

        foreach (var way in new[] { "built", "carried" })
        {
            nights.Run("create schema if not exists given; create or replace table given.t as select * from range(3) t(id)", "same", ["given.t"]).Should().BeEmpty();

            nights.Tests.Select(test => (test.Model, test.Status)).Should().BeEquivalentTo(expected);
            nights.Built["checks.passes"].Way.Should().Be(way);
            nights.Built.Should().NotContainKey("checks.warns", because: "it is to be checked the next night");
        }
    }
}
