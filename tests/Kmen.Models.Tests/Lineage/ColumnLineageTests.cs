using Kmen.Models.Analysis;
using Kmen.Models.Lineage;
using Kmen.Models.Tests.Incremental;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Models.Tests.Lineage;

public sealed class ColumnLineageTests : IDisposable
{
    static readonly Dictionary<string, IReadOnlyList<string>> Given = new()
    {
        ["given.orders"] = ["order_id", "person_id", "product_id", "amount"],
        ["given.lines"] = ["order_id", "line", "product_id", "quantity"],
        ["given.products"] = ["product_id", "category", "price"],
        ["given.links"] = ["old_id", "person_id"],
    };

    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Values_AndRows_AreToldApart()
    {
        workspace.Model("marts.a", "select o.person_id, sum(o.amount) as amount, count(*) as n from given.orders as o join given.products as p using (product_id) where p.price > 1 group by o.person_id")
            .Model("marts.b", "select person_id, amount * 2 as twice from marts.a");
        var twice = Lineage().Of("marts.b").Single(column => column.Column == "twice");
        twice.Values.Should().BeEquivalentTo(["given.orders.amount"]);
        twice.Rows.Should().BeEquivalentTo(["given.orders.person_id", "given.orders.product_id", "given.products.product_id", "given.products.price"]);
    }

    [Fact]
    public void Rows_OfAModelThatAStepRestricts_HangOnWhatTheStepReadsBesides()
    {
        workspace.Model("marts.a", "select person_id, amount from given.orders");
        var restricted = new ColumnLineage(
            workspace.Read().Queries, FunctionTraits.Read(workspace.Session, null), Given.GetValueOrDefault, table => table == "marts.a" ? ["given.orders", "given.links"] : null);
        var amount = restricted.Of("marts.a").Single(column => column.Column == "amount");
        amount.Values.Should().BeEquivalentTo(["given.orders.amount"]);
        amount.Rows.Should().BeEquivalentTo(["given.links.old_id", "given.links.person_id"]);
    }

    [Fact]
    public void Change_OfOneColumnsValues_ReachesOnlyWhatWasPredicted()
    {
        var random = new Random(7);
        var models = new RandomModels(random).Write(workspace);
        var days = new RandomDays(random);
        days.Begin();
        var lineage = Lineage();
        using var before = new Nights(workspace, isFullRefresh: true);
        before.Run(days.Sql(), "0", RandomDays.Tables).Should().BeEmpty();
        var seen = 0;
        foreach (var (table, column) in Given.SelectMany(table => table.Value.Select(column => (table.Key, column))))
        {
            using var after = new Nights(workspace, isFullRefresh: true);
            var value = column == "category" ? "'other'" : $"{column} * 3 + 1";
            after.Run($"{days.Sql()}; update {table} set {column} = {value}", "1", RandomDays.Tables).Should().BeEmpty();
            foreach (var changed in Changed(before.File, after.File, models.Keys))
            {
                seen++;
                var origins = lineage.Of(changed.Model).Single(origins => origins.Column == changed.Column);
                origins.Values.Concat(origins.Rows).Should().Contain($"{table}.{column}", because: $"{changed.Model}.{changed.Column} changed with it");
            }
        }

        seen.Should().BeGreaterThan(100, because: "changes that reach nothing test nothing");
    }

    ColumnLineage Lineage() => new(workspace.Read().Queries, FunctionTraits.Read(workspace.Session, null), Given.GetValueOrDefault, _ => null);

    static List<(string Model, string Column)> Changed(string one, string other, IEnumerable<string> models)
    {
        using var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.GetDirectoryName(one)! });
        warehouse.Attach("one", one, readOnly: true);
        warehouse.Attach("other", other, readOnly: true);
        using var session = warehouse.Open();
        return [.. models.SelectMany(model => session.List($"describe one.{model}", row => row.GetString(0)).Select(column => (model, column)))
            .Where(pair => session.Scalar<long>(
                $"select count(*) from ((select {pair.column} from one.{pair.model} except all select {pair.column} from other.{pair.model}) union all (select {pair.column} from other.{pair.model} except all select {pair.column} from one.{pair.model}))") > 0)];
    }
}
