using Kmen.Workspace;

namespace Kmen.Models.Tests.Testing;

public sealed class ModelTestingTests : IDisposable
{
    const string Rows = "select * from (values (1, 'a', 10.5, date '2026-01-01'), (2, 'b', null, date '2026-02-01'), (2, null, 12, date '2026-03-01')) t(id, code, amount, day)";

    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("not_null: [id, day]")]
    [InlineData("unique: [id, code]")]
    [InlineData("unique: day")]
    [InlineData("accepted_values: { column: code, values: [a, b] }")]
    [InlineData("accepted_values: { column: id, values: [1, 2] }")]
    [InlineData("accepted_range: { column: amount, min: 10.5, max: 12 }")]
    [InlineData("accepted_range: { column: day, min: 2026-01-01 }")]
    [InlineData("accepted_range: { column: id, max: 1e1 }")]
    [InlineData("relationships: { column: code, to: marts.codes, field: code }")]
    [InlineData("relationships: { column: code, to: marts.codes }")]
    [InlineData("expression: \"id < 3 and day is not null\"")]
    [InlineData("row_count: { min: 3, max: 3 }")]
    public void Test_ThatHolds_Passes(string test)
    {
        Build(test).Should().BeEmpty();
        workspace.Context!.Tests.Should().NotBeEmpty().And.OnlyContain(outcome => outcome.Status == "passed" && outcome.FailingRows == 0);
    }

    [Theory]
    [InlineData("not_null: [code]", "not_null", "code", 1)]
    [InlineData("unique: [id]", "unique", "id", 2)]
    [InlineData("accepted_values: { column: code, values: [a, \"it's\"] }", "accepted_values", "code", 1)]
    [InlineData("accepted_range: { column: amount, min: 11 }", "accepted_range", "amount", 1)]
    [InlineData("accepted_range: { column: amount, max: 10 }", "accepted_range", "amount", 2)]
    [InlineData("accepted_range: { column: day, min: 2026-01-15, max: 2026-02-15 }", "accepted_range", "day", 2)]
    [InlineData("relationships: { column: id, to: marts.codes, field: number }", "relationships", "id", 2)]
    [InlineData("expression: \"amount > 11\"", "expression", null, 2)]
    [InlineData("row_count: { min: 4 }", "row_count", null, 3)]
    [InlineData("row_count: { max: 2 }", "row_count", null, 3)]
    public void Test_ThatIsBroken_FailsWithTheNumberOfRows(string test, string kind, string? column, long rows)
    {
        var error = Build(test).Should().ContainSingle().Which;
        error.Where!.File.Should().Be("sql/marts/m.sql");
        error.Where.Line.Should().Be(3, "that is where the test is written");
        error.Message.Should().Contain(kind).And.Contain($"fails for {rows:N0} row{(rows == 1 ? "" : "s")}");
        var outcome = workspace.Context!.Tests.Should().ContainSingle(outcome => outcome.Model == "marts.m").Which;
        (outcome with { Kept = null, Where = null, Message = null }).Should().Be(new Models.Testing.TestOutcome("marts.m", kind, column, "failed", rows, null));
        workspace.Query($"select count(*) > 0 from read_parquet('{outcome.Kept}')").Should().Equal(["True"], because: "the rows that failed are kept to be looked at");
    }

    [Theory]
    [InlineData("not_null: [code]")]
    [InlineData("row_count: { min: 4 }")]
    public void Test_ThatOnlyWarns_LetsTheBuildGoOn(string test)
    {
        Build(test + "\n    severity: warn").Should().BeEmpty();
        workspace.Context!.Tests.Should().ContainSingle(outcome => outcome.Model == "marts.m").Which.Status.Should().Be("warned");
        workspace.Reporter.Warnings.Should().ContainSingle();
    }

    [Theory]
    [InlineData("not_null: [nothing]")]
    [InlineData("unique: [nothing]")]
    [InlineData("accepted_values: { column: nothing, values: [a] }")]
    [InlineData("accepted_range: { column: nothing, min: 1 }")]
    [InlineData("relationships: { column: id, to: marts.codes, field: nothing }")]
    [InlineData("expression: nothing > 1")]
    [InlineData("row_count: { min: many }")]
    public void Test_ThatCannotRun_IsAnErrorEvenWhereItOnlyWarns(string test)
    {
        Build(test + "\n    severity: warn").Should().ContainSingle().Which.Message.Should().Contain("could not run");
        var outcome = workspace.Context!.Tests.Single(outcome => outcome.Model == "marts.m");
        outcome.Status.Should().Be("error");
        outcome.Message.Should().NotBeNullOrEmpty();
        outcome.IsBlocking.Should().BeTrue();
    }

    [Theory]
    [InlineData("row_count: { min: 4 }", "the table has 3 rows")]
    [InlineData("row_count: { same_as: marts.codes }", "the table has 3 rows, marts.codes 2")]
    public void Test_OfTheWholeTable_SaysWhatItFound(string test, string found)
    {
        Build(test).Should().ContainSingle().Which.Message.Should().Contain(found);
        workspace.Context!.Tests.Should().ContainSingle(outcome => outcome.Status == "failed").Which.Message.Should().Contain(found);
    }

    /// <summary>Regression: the error ends the transaction, and every test was blamed with that.</summary>
    [Fact]
    public void Test_ThatFailsOverValues_IsToldWithItsReason_AndNoOtherIsBlamed()
    {
        var error = Build("not_null: [id]\n  - unique: [id, code]\n  - expression: code::int > 0\n    severity: warn").Should().ContainSingle().Which;
        error.Message.Should().Contain("test expression could not run: Could not convert string 'a' to INT32").And.NotContain("not_null").And.NotContain("aborted");
        error.Where!.Line.Should().Be(5);
        workspace.Context!.Tests.Where(outcome => outcome.Model == "marts.m").Select(outcome => (outcome.Test, outcome.Status)).Should().Equal(("expression", "error"));
    }

    /// <summary>Regression: the other table's name stood in the words about a difference as it is.</summary>
    [Fact]
    public void RowCount_AgainstATableOfAnOddName_Warns()
    {
        workspace.Model("marts.m", Rows, "tests:\n  - row_count: { same_as: \"marts.o'brien\" }\n    severity: warn").Model("marts.o'brien", "select 1 as a");
        workspace.Build().Should().BeEmpty();
        workspace.Reporter.Warnings.Should().ContainSingle().Which.Should().Contain("the table has 3 rows, marts.o'brien 1");
    }

    [Theory]
    [InlineData("select timestamp '2025-12-01 08:00:00' as at", "the newest row is of 2025-12-01 08:00:00, the run looks at it at 2026-01-01 00:00:00")]
    [InlineData("select timestamp '2025-12-01 08:00:00' as at where false", "there is no row")]
    public void Freshness_ThatFails_SaysHowOldTheNewestRowIs(string sql, string found)
    {
        workspace.Model("marts.m", sql, "freshness: { column: at, warn_after: 1 day, error_after: 2 days }");
        var error = workspace.Build().Should().ContainSingle().Which;
        error.Message.Should().Be($"marts.m: test freshness of at fails for 1 row: {found}.");
        error.Where!.Line.Should().Be(2);
        workspace.Reporter.Warnings.Should().Equal($"marts.m: test freshness of at warns of 1 row: {found}.");
    }

    [Fact]
    public void EveryTest_IsRun_AndAllFailuresAreTold()
    {
        var error = Build("not_null: [code, amount]\n  - unique: [id]\n  - not_null: [day]").Should().ContainSingle().Which;
        error.Message.Should().Contain("code").And.Contain("amount").And.Contain("unique of id").And.NotContain("day");
        workspace.Context!.Tests.Where(outcome => outcome.Model == "marts.m").Select(outcome => outcome.Status).Should().Equal("failed", "failed", "failed", "passed");
    }

    [Fact]
    public void EmptyTable_PassesAllButARowCount()
    {
        workspace.Model("marts.m", "select 1 as id where false", "tests:\n  - not_null: [id]\n  - unique: [id]\n  - expression: id > 5\n  - row_count: { min: 1 }");
        workspace.Build().Should().ContainSingle();
        workspace.Context!.Tests.Select(outcome => outcome.Status).Should().Equal("passed", "passed", "passed", "failed");
        workspace.Context.Tests.Last().FailingRows.Should().Be(1, because: "a failure is never of no rows");
    }

    IReadOnlyList<KmenException> Build(string test)
    {
        workspace.Model("marts.m", Rows, "tests:\n  - " + test).Model("marts.codes", "select 'a' as code, 1 as number union all select 'b', 7");
        return workspace.Build();
    }
}
