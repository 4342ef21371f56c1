using Kmen.Models.Files;
using Kmen.Models.Selecting;
using Kmen.Workspace;

namespace Kmen.Models.Tests.Selecting;

public sealed class SelectorTests
{
    static readonly IReadOnlyList<GraphNode> Nodes =
    [
        new("raw.orders", "source", [], ["raw.orders"]),
        Node("staging.stg_orders", "table", "raw.orders"),
        Node("staging.stg_other", "view", "raw.orders"),
        Node("marts.orders", "incremental", "staging.stg_orders", "daily"),
        Node("marts.order_day", "table", "marts.orders", "daily", "slow"),
        Node("audiences.welcome", "table", "marts.order_day"),
        Node("checks.sums", "check", "marts.orders"),
    ];

    [Theory]
    [InlineData("marts.orders", "marts.orders")]
    [InlineData("ORDERS", "raw.orders marts.orders")]
    [InlineData("marts.*", "marts.orders marts.order_day")]
    [InlineData("+marts.orders", "raw.orders staging.stg_orders marts.orders")]
    [InlineData("1+marts.orders", "staging.stg_orders marts.orders")]
    [InlineData("marts.orders+", "marts.orders marts.order_day audiences.welcome checks.sums")]
    [InlineData("marts.orders+1", "marts.orders marts.order_day checks.sums")]
    [InlineData("@staging.stg_orders", "raw.orders staging.stg_orders marts.orders marts.order_day audiences.welcome checks.sums")]
    [InlineData("tag:daily", "marts.orders marts.order_day")]
    [InlineData("tag:daily,tag:slow", "marts.order_day")]
    [InlineData("tag:slow marts.orders", "marts.orders marts.order_day")]
    [InlineData("path:sql/staging", "staging.stg_orders staging.stg_other")]
    [InlineData("sql/marts/orders.sql", "marts.orders")]
    [InlineData("source:orders", "raw.orders")]
    [InlineData("resource_type:test", "checks.sums")]
    [InlineData("config.materialized:incremental", "marts.orders")]
    [InlineData("owner:ann", "marts.orders")]
    [InlineData("state:modified+", "marts.order_day audiences.welcome")]
    public void Words_SelectWhatDbtSelects(string words, string names) => Names(Selector().Select([words], [])).Should().Be(names);

    [Fact]
    public void Nothing_SelectsEverything_AndExcludeTakesAway() =>
        Names(Selector().Select([], ["staging.*", "checks.sums+"])).Should().Be("raw.orders marts.orders marts.order_day audiences.welcome");

    [Theory]
    [InlineData("marts.ordrs", "marts.orders")]
    [InlineData("tg:daily", "tag")]
    [InlineData("tag:dayly", "Methods")]
    public void Word_ThatSelectsNothing_IsRefusedWithTheNearest(string word, string wayOut)
    {
        var act = () => Selector().Select([word], []);
        act.Should().Throw<KmenException>().Which.WayOut.Should().Contain(wayOut);
    }

    static Selector Selector() => new(Nodes, (word, node) => word == "state:modified" && node.Name == "marts.order_day");

    static string Names(IEnumerable<GraphNode> nodes) => string.Join(' ', nodes.Select(node => node.Name));

    static GraphNode Node(string name, string kind, string reads, params string[] tags)
    {
        var (schema, table) = (name.Split('.')[0], name.Split('.')[1]);
        return new GraphNode(name, kind, [reads], kind == "check" ? [] : [name])
        {
            Model = new Model { Schema = schema, Name = table, File = $"sql/{schema}/{table}.sql", Text = "", SqlOffset = 0, Tags = tags, Owner = name == "marts.orders" ? "ann" : null },
        };
    }
}
