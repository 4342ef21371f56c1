using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Models.Tests.Incremental;

/// <summary>Wide tables from several outer joins, whose rows are gathered before they are appended.</summary>
public sealed class WideTableTests : IDisposable
{
    const string Joined = " from given.t as t left join given.u as u on u.id = t.id left join given.u as w on w.id = t.id + 1";

    static readonly string Wide = "select t.id, " + string.Join(", ", Enumerable.Range(1, 24).Select(i => $"coalesce(u.n, 0) * {i} + w.n as c{i}")) + Joined;

    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData(Joined, 25, 1_000_000, true)]
    [InlineData(Joined, 19, 1_000_000, false)]
    [InlineData(Joined, 25, 3_000_000, false)]
    [InlineData(Joined, 25, 0, false)]
    [InlineData(" from given.t as t left join given.u as u on u.id = t.id join given.u as w on w.id = t.id", 25, 1_000_000, false)]
    [InlineData(" from given.t as t full join given.u as u on u.id = t.id right join given.u as w on w.id = t.id", 25, 1_000_000, true)]
    public void Rows_AreGathered_WhereOuterJoinsMakeAWideTableThatCanBeHeld(string from, int columns, long rows, bool isGathered) =>
        WholeBuild.IsGathered(new QueryParser(workspace.Session).Parse("select t.id" + from).Text, columns, rows).Should().Be(isGathered);

    [Fact]
    public void NightsOverChangedTables_EndAsTheTextSays_AndAnErrorHasItsPlace()
    {
        workspace.Model("marts.wide", Wide);
        using var nights = new Nights(workspace, isFullRefresh: false);
        for (var night = 1; night <= 3; night++)
        {
            nights.Run(
                $"""
                create schema if not exists given;
                create or replace table given.t as select i as id from range({5000 + night}) r(i);
                create or replace table given.u as select i as id, i % {night + 6} as n from range(0, 9000, {night + 1}) r(i);
                """,
                night.ToString(CultureInfo.InvariantCulture), ["given.t", "given.u"]).Should().BeEmpty();
            nights.Built["marts.wide"].Way.Should().Be("built");
            nights.Writing.Single(statement => statement.Contains("wide", StringComparison.Ordinal)).Contains(" as materialized (", StringComparison.Ordinal)
                .Should().Be(night > 1, "only then it is known how many rows there are");
            Differing(nights.File).Should().Be(0);
        }

        workspace.Model("marts.wide", Wide.Replace("u.id = t.id", "\nu.idd = t.id", StringComparison.Ordinal));
        var error = nights.Run("create schema if not exists given; create or replace table given.t as select 1 as id; create or replace table given.u as select 1 as id, 1 as n", "4", ["given.t", "given.u"])
            .Should().ContainSingle().Which;
        error.Message.Should().Contain("idd");
        (error.Where!.File, error.Where.Line, error.Where.Column).Should().Be(("sql/marts/wide.sql", 5, 1));
    }

    static long Differing(string file)
    {
        using var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.GetDirectoryName(file)! });
        warehouse.Attach("night", file, readOnly: true);
        using var session = warehouse.Open("night");
        return session.Scalar<long>($"select (select count(*) from (select * from marts.wide except all ({Wide}))) + (select count(*) from (({Wide}) except all select * from marts.wide))");
    }
}
