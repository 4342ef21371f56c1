using Kmen.Models.Testing;

namespace Kmen.Models.Tests.Testing;

public sealed class ThresholdTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("> 10", 10, 100, false)]
    [InlineData(">10", 11, 100, true)]
    [InlineData(">= 5 %", 5, 100, true)]
    [InlineData("> 5 %", 5, 100, false)]
    [InlineData("> 5 %", 0, 0, false)]
    [InlineData("!= 0", 1, 100, true)]
    [InlineData("= 3", 3, 3, true)]
    public void Bound_IsMet_ByCountOrShare(string text, long failing, long rows, bool isMet) => Threshold.Read(text)!.IsMet(failing, rows).Should().Be(isMet);

    [Theory]
    [InlineData("many")]
    [InlineData("> -1")]
    [InlineData("> 1 percent")]
    public void Text_ThatIsNoBound_IsNone(string text) => Threshold.Read(text).Should().BeNull();

    [Theory]
    [InlineData("error_if: \"> 2\"", "warned")]
    [InlineData("error_if: \"> 2\"\n    warn_if: \"> 2\"", "passed")]
    [InlineData("error_if: \"> 1\"", "failed")]
    [InlineData("error_if: \"> 60 %\"\n    warn_if: \"> 10 %\"", "warned")]
    [InlineData("severity: warn\n    error_if: \"> 0\"", "warned")]
    public void Test_WithBounds_IsJudgedByThem(string bounds, string status)
    {
        workspace.Model("marts.m", "select * from (values (1), (null), (null), (4)) t(a)", $"tests:\n  - not_null: [a]\n    {bounds}");
        workspace.Build().Should().HaveCount(status == "failed" ? 1 : 0);
        workspace.Context!.Tests.Should().ContainSingle().Which.Status.Should().Be(status);
    }

    [Theory]
    [InlineData("", "failed")]
    [InlineData("/* kmen\ndescription: Few may.\nseverity: warn\n*/\n", "warned")]
    [InlineData("/* kmen\nerror_if: \"> 2\"\n*/\n", "warned")]
    [InlineData("/* kmen\nwarn_if: \"> 2\"\nerror_if: \"> 5\"\n*/\n", "passed")]
    [InlineData("/* kmen\nwarn_if: \"> 2\"\nerror_if: \"> 1\"\n*/\n", "failed")]
    public void Check_WithBounds_IsJudgedByThem(string header, string status)
    {
        workspace.Model("marts.m", "select * from range(9) t(i)").Write("sql/checks/c.sql", header + "select * from marts.m where i > 6");
        workspace.Build().Should().HaveCount(status == "failed" ? 1 : 0);
        workspace.Context!.Tests.Should().ContainSingle().Which.Status.Should().Be(status);
    }

    [Fact]
    public void Check_WithAShareAsBound_IsRefused()
    {
        workspace.Model("marts.m", "select 1 as i").Write("sql/checks/c.sql", "/* kmen\nerror_if: \"> 2 %\"\n*/\nselect 1 where false");
        var build = () => workspace.Build();
        build.Should().Throw<Kmen.Workspace.KmenException>().Which.Where.Should().Be(new Kmen.Workspace.SourcePosition("sql/checks/c.sql", 2, 11));
    }

    [Theory]
    [InlineData("freshness: { column: at, error_after: 2 days }", "failed")]
    [InlineData("freshness: { column: at, warn_after: 2 days, error_after: 2 weeks }", "warned")]
    [InlineData("freshness: { column: at, error_after: 2 weeks }", "passed")]
    public void Freshness_IsMeasuredFromTheRunsMoment(string header, string status)
    {
        workspace.Model("marts.m", "select timestamp '2025-12-25' as at", header);
        workspace.Build();
        workspace.Context!.Tests.Select(test => test.Status).Where(found => found != "passed").DefaultIfEmpty("passed").Should().Equal(status);
    }

    [Theory]
    [InlineData("same_as: marts.other", "failed")]
    [InlineData("same_as: marts.other, tolerance: 40 %", "passed")]
    public void RowCount_IsComparedWithAnotherTable(string options, string status)
    {
        workspace.Model("marts.other", "select * from range(3) t(i)").Model("marts.m", "select * from range(2) t(i)", $"tests:\n  - row_count: {{ {options} }}");
        workspace.Build();
        workspace.Context!.Tests.Should().ContainSingle().Which.Status.Should().Be(status);
    }

    [Theory]
    [InlineData("a: bigint\n  b: string", null)]
    [InlineData("a: integer\n  b: string", "a is bigint, not integer", 3)]
    [InlineData("a: bigint", "the column b is not in it", 2)]
    [InlineData("a: bigint\n  b: string\n  c: date", "it has no column c", 5)]
    [InlineData("a: bigint\n  b: txt", "the contract's type of b, txt, is none", 4)]
    public void Contract_HoldsColumnsAndTypes(string contract, string? fault, int? line = null)
    {
        workspace.Model("marts.m", "select 1::bigint as a, 'x' as b", $"contract:\n  {contract}");
        var errors = workspace.Build();
        if (fault is null)
        {
            errors.Should().BeEmpty();
        }
        else
        {
            errors.Should().ContainSingle().Which.Message.Should().Contain(fault);
            errors[0].Where!.Line.Should().Be(line, "that is where the promise is written");
            workspace.Query("select count(*) from duckdb_tables() where table_name = 'm'").Should().Equal(["0"], because: "a table that breaks its contract takes no place");
        }
    }
}
