using Kmen.Models.Building;
using Kmen.Models.State;
using Kmen.Night.Ops;
using Kmen.Night.Publishing;
using Kmen.Warehouse;

namespace Kmen.Night.Tests;

public sealed class OpsStoreTests
{
    [Fact]
    public void End_OfAPublishedNight_KeepsItsRowsAndForgetsTheOldestNights()
    {
        using var warehouse = RetailerWorkspace.Engine();
        warehouse.Attach(Catalogs.State, null);
        warehouse.Attach(Catalogs.Raw, null);
        Migration.Apply(warehouse, Catalogs.State, OpsSchema.Migrations);
        Migration.Apply(warehouse, Catalogs.Raw, BuiltModelTable.Migrations);
        using var session = warehouse.Open(Catalogs.State);
        session.Execute("insert into ops.table_rows select format('{:06d}', night), timestamp '2025-01-01', 'marts.a', night from range(1, 501) t(night)");
        var night = new PublicationInfo("000501", new DateTime(2026, 6, 1), new DateTime(2026, 6, 1), "", "", new Dictionary<string, long> { ["marts.a"] = 7, ["ops.runs"] = 9 }, new Dictionary<string, string>());

        new OpsStore(warehouse).End("000501", "succeeded", null, new DateTime(2026, 6, 1), [], [], night);

        session.Scalar<string>("select min(run_id) || ' ' || max(run_id) || ' ' || count(distinct run_id) from ops.table_rows").Should().Be($"000102 000501 {OpsStore.CountedNights}");
        session.List("select table_name, rows from ops.table_rows where run_id = '000501'", row => (row.GetString(0), row.GetInt64(1))).Should().Equal(("marts.a", 7L));
    }

    [Fact]
    public void End_OfARunThatPublishedNothing_CountsNothing()
    {
        using var warehouse = RetailerWorkspace.Engine();
        warehouse.Attach(Catalogs.State, null);
        Migration.Apply(warehouse, Catalogs.State, OpsSchema.Migrations);

        new OpsStore(warehouse).End("000001", "failed", "x", new DateTime(2026, 6, 1), [], [], null);

        using var session = warehouse.Open(Catalogs.State);
        session.Scalar<long>("select count(*) from ops.table_rows").Should().Be(0);
    }
}
