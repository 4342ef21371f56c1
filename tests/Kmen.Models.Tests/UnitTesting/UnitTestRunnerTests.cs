using Kmen.Models.Testing;
using Kmen.Models.UnitTesting;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;

namespace Kmen.Models.Tests.UnitTesting;

public sealed class UnitTestRunnerTests : IDisposable
{
    const string Sql =
        """
        with recent as (
            select * from given.orders where ordered_at < as_of
        )
        select person_id, count(*) as orders, sum(amount) as amount from recent group by person_id
        """;

    readonly TestWorkspace workspace = new TestWorkspace().Model("marts.totals", Sql);
    readonly List<TestOutcome> outcomes = [];

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void ExpectedRows_InAnyOrderAndWithTheColumnsThatMatter_Pass()
    {
        Run(
            """
            - name: later orders do not count
              model: marts.totals
              as_of: 2026-01-10
              given:
                given.orders:
                  - { person_id: 1, ordered_at: 2026-01-01, amount: 10 }
                  - { person_id: 1, ordered_at: 2026-01-11, amount: 99 }
                  - { person_id: 2, ordered_at: 2026-01-02, amount: 5.5 }
              expect:
                rows:
                  - { person_id: 2, orders: 1 }
                  - { person_id: 1, orders: 1 }
            """).Should().BeEmpty();
        outcomes.Should().ContainSingle().Which.Status.Should().Be("passed");
    }

    [Fact]
    public void Differences_AreShownRowByRow()
    {
        var error = Run(
            """
            - name: sums
              model: marts.totals
              as_of: 2026-01-10
              given:
                given.orders:
                  - { person_id: 1, ordered_at: 2026-01-01, amount: 10 }
              expect:
                rows:
                  - { person_id: 1, amount: 11 }
            """).Should().ContainSingle().Which;
        error.Message.Should().Contain("missing:    person_id = 1, amount = 11").And.Contain("unexpected: person_id = 1, amount = 10");
        error.Where!.ToString().Should().Be("sql/marts/totals.test.yml:1:3");
        outcomes.Should().ContainSingle().Which.Should().Match<TestOutcome>(outcome => outcome.Status == "failed" && outcome.FailingRows == 2);
    }

    [Fact]
    public void TableThatIsNotBuiltYet_HasTheColumnsOfItsModel()
    {
        workspace.Model("staging.people", "select 1 as person_id, 2.5 as height, 'x' as name").Model("marts.tall", "select person_id, height as metres, name from staging.people")
            .Model("marts.heights", "select name, sum(metres) as metres, count(*) as people from marts.tall group by name");

        Run(
            """
            - name: heights that nobody gives are null
              model: marts.heights
              given:
                marts.tall:
                  - { name: Anna }
              expect:
                rows:
                  - { name: Anna, metres: null, people: 1 }
            - name: nobody
              model: marts.heights
              expect:
                rows: []
            """).Should().BeEmpty(because: "a sum needs a number, and the model says that it is one");
    }

    [Fact]
    public void Part_IsComparedInThePlaceOfTheWhole() =>
        Run(
            """
            - name: recent
              model: marts.totals
              as_of: 2026-01-10
              given:
                given.orders:
                  - { person_id: 1, ordered_at: 2026-01-01, amount: 10 }
                  - { person_id: 1, ordered_at: 2026-01-11, amount: 10 }
              expect:
                part: recent
                rows:
                  - { person_id: 1, ordered_at: 2026-01-01 00:00:00 }
            """).Should().BeEmpty();

    [Theory]
    [InlineData("- { name: a, model: marts.total, expect: { rows: [] } }", "marts.totals")]
    [InlineData("- { name: a, model: marts.totals, given: { given.order: [] }, expect: { rows: [] } }", "given.orders")]
    [InlineData("- { name: a, model: marts.totals, expct: { rows: [] } }", "expect")]
    [InlineData("- { name: a, model: marts.totals }", "rows")]
    [InlineData("name: a", "- name:")]
    public void Mistake_IsNamedWithTheNearest(string yaml, string wayOut)
    {
        var errors = new List<KmenException>();
        try
        {
            errors.AddRange(Run(yaml));
        }
        catch (KmenException e)
        {
            errors.Add(e);
        }

        var error = errors.Should().ContainSingle().Which;
        error.Where!.File.Should().Be("sql/marts/totals.test.yml");
        error.WayOut.Should().Contain(wayOut);
    }

    IReadOnlyList<KmenException> Run(string yaml)
    {
        workspace.Write("sql/marts/totals.test.yml", yaml);
        using var engine = DuckDbWarehouse.Start(new Warehouse.WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.Combine(workspace.Root, "unit") });
        return new UnitTestRunner(
            engine, workspace.Read(), null,
            table => table == "given.orders" ? [("person_id", "BIGINT"), ("ordered_at", "TIMESTAMP"), ("amount", "DECIMAL(18, 2)"), ("as_of", "TIMESTAMP")] : null).Run(UnitTestFile.Read(workspace.Root), outcomes);
    }
}
