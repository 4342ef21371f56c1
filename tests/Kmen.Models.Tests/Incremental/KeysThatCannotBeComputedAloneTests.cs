using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Models.Tests.Incremental;

/// <summary>Texts that the engine runs, and of which it refuses to compute the keys without the rest of the text: they are built whole, and a night of changes ends in the same tables as a full refresh.</summary>
public sealed class KeysThatCannotBeComputedAloneTests
{
    [Theory]
    [InlineData("select code[2:]::bigint as k, count(*) as n from given.t where code like 'k%' group by 1")]
    [InlineData("select code::bigint as k, count(*) as n from given.t where regexp_full_match(code, '[0-9]+') group by 1")]
    [InlineData("select k, count(*) as n from (select unnest([a, b]) as k from given.t) unnested group by k")]
    [InlineData("select id as k, 1 as n from given.t where (a, code) in (select b, code from given.t)")]
    [InlineData("select a as k, count(*) as n from given.t group by 1 union all select code, count(*) from given.u group by 1")]
    public void Model_IsBuiltWhole_AndEqualsAFullRefresh(string text)
    {
        using var workspace = new TestWorkspace();
        workspace.Model("marts.m", text, "description: A test.\ngrain: k\nmaterialized: incremental");
        using var incremental = new Nights(workspace, isFullRefresh: false);
        using var full = new Nights(workspace, isFullRefresh: true);
        string[] added = ["(0, 0, 0, 'k0')", "(901, 5, 5, 'x'), (902, 6, 7, 'k77'), (903, 7, 7, 'zz')", "(904, 8, 9, '12')"];
        for (var night = 1; night <= added.Length; night++)
        {
            var values = string.Join(", ", added.Take(night));
            foreach (var nights in (Nights[])[incremental, full])
            {
                nights.Run(
                    $"""
                    create schema if not exists given;
                    create or replace table given.t as
                        select i as id, i % 7 as a, i % 5 as b, case i % 3 when 0 then 'k' || i when 1 then 'x' else i::varchar end as code from range(1, 400) r(i) union all select * from (values {values}) t(id, a, b, code);
                    create or replace table given.u as select id, 'k' || code as code from given.t;
                    """,
                    $"{night}", ["given.t", "given.u"]).Should().BeEmpty($"night {night}");
            }

            Rows(incremental.File).Should().Equal(Rows(full.File), $"night {night}: {incremental.Built["marts.m"].Reason}");
        }
    }

    [Fact]
    public void Error_OfTheTextItself_IsToldWithItsPlace()
    {
        using var workspace = new TestWorkspace();
        workspace.Model("marts.m", "select id as k, code::bigint as n from given.t", "description: A test.\ngrain: k\nmaterialized: incremental");
        using var nights = new Nights(workspace, isFullRefresh: false);
        nights.Run("create schema if not exists given; create table given.t as select i as id, i::varchar as code from range(400) r(i)", "1", ["given.t"]).Should().BeEmpty();
        var error = nights.Run("create schema if not exists given; create or replace table given.t as select i as id, i::varchar as code from range(400) r(i) union all select 1000, 'x'", "2", ["given.t"]).Should().ContainSingle().Which;
        error.Message.Should().Contain("Could not convert string 'x' to INT64");
        error.Where!.File.Should().Be("sql/marts/m.sql");
    }

    static IReadOnlyList<string> Rows(string file)
    {
        using var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.GetDirectoryName(file)! });
        warehouse.Attach("night", file, readOnly: true);
        using var session = warehouse.Open();
        return session.List("select concat_ws('|', k, n) from night.marts.m order by 1", row => row.GetString(0));
    }
}
