using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Models.Tests.Incremental;

public sealed class NullInListTests
{
    [Theory]
    [InlineData("o.product_id not in (select v from given.list)")]
    [InlineData("(o.product_id in (select v from given.list)) is null")]
    [InlineData("o.product_id not in (select l.v from given.list as l join given.kinds as k on k.kind = l.kind)")]
    public void Null_ThatComesOrGoesInAList_DecidesOfEveryRow(string condition)
    {
        using var workspace = new TestWorkspace();
        workspace.Model("marts.s", $"select o.order_id, o.product_id from given.orders as o where {condition}", "description: A test.\ngrain: order_id\nmaterialized: incremental");
        using var incremental = new Nights(workspace, isFullRefresh: false);
        using var full = new Nights(workspace, isFullRefresh: true);
        var night = 0;
        foreach (var list in (string[])["(1, 'a'), (2, 'a')", "(1, 'a'), (2, 'a'), (null, 'a')", "(1, 'a'), (3, 'a'), (null, 'a')", "(1, 'a'), (3, 'a')"])
        {
            night++;
            foreach (var nights in (Nights[])[incremental, full])
            {
                nights.Run(
                    $"create schema if not exists given; create or replace table given.orders as select i as order_id, i % 5 as product_id from range(20) t(i); create or replace table given.list as select * from (values {list}) t(v, kind); create or replace table given.kinds as select 'a' as kind",
                    list, ["given.orders", "given.list", "given.kinds"]).Should().BeEmpty();
            }

            Rows(incremental.File).Should().Equal(Rows(full.File), because: $"night {night} {incremental.Built["marts.s"].Way} {incremental.Built["marts.s"].Reason}");
        }
    }

    static IReadOnlyList<long> Rows(string file)
    {
        using var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.GetDirectoryName(file)! });
        warehouse.Attach("night", file, readOnly: true);
        using var session = warehouse.Open();
        return session.List("select order_id from night.marts.s order by 1", row => row.GetInt64(0));
    }
}
