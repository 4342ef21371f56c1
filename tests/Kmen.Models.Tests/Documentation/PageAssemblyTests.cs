using System.Text.Json;
using Kmen.Models.Analysis;
using Kmen.Models.Artifacts;
using Kmen.Models.Documentation;
using Kmen.Models.Lineage;
using Kmen.Models.Parsing;
using Kmen.Models.Selecting;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Tests.Documentation;

public sealed class PageAssemblyTests : IDisposable
{
    static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    static readonly string[] RawColumns = ["order_id", "person_id", "amount", "_file_id", "_line_number"];

    readonly TestWorkspace workspace = new();

    public PageAssemblyTests() => workspace
        .Model("staging.stg_orders", "select order_id, person_id, cast(amount as decimal(18, 2)) as amount from raw.orders where amount is not null", "description: One row an order.\ncolumns: { order_id: Number of the order. }\ntests:\n  - unique: order_id\n  - not_null: [order_id]\n    severity: warn")
        .Model("marts.spending", "select person_id, sum(amount) as amount, count(*) as orders from staging.stg_orders group by person_id having count(*) > 1", "description: One row a person.\ngrain: person_id\nowner: ann\ntags: [daily]")
        .Model("marts.best", "select s.person_id, s.amount from marts.spending s where s.amount > (select avg(amount) from staging.stg_orders)")
        .Write("sql/checks/none.sql", "select 1 from marts.best where amount < 0")
        .Write("sql/checks/few.sql", "/* kmen\nseverity: warn\n*/\nselect 1 from marts.best where amount < 1");

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Page_OfAWorkspace_SaysOfItsNodesWhatTheManifestSays()
    {
        var (page, _, nodes, configuration) = Make();
        var file = Path.Combine(workspace.Root, "manifest.json");
        Manifest.Write(file, configuration, nodes, Now);
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = manifest.RootElement;

        page.Nodes.Select(node => node.UniqueId).Should().BeEquivalentTo(root.GetProperty("sources").EnumerateObject().Concat(root.GetProperty("nodes").EnumerateObject()).Select(node => node.Name));
        page.Nodes.Should().HaveCount(6);
        foreach (var node in page.Nodes)
        {
            Texts(root.GetProperty("parent_map").GetProperty(node.UniqueId)).Should().BeEquivalentTo(node.Reads.Select(place => page.Nodes[place].UniqueId), because: node.Name);
        }

        foreach (var node in page.Nodes.Where(node => node.Sql is not null))
        {
            var known = root.GetProperty("nodes").GetProperty(node.UniqueId);
            (node.Description ?? "").Should().Be(known.GetProperty("description").GetString());
            node.Sql.Should().Be(known.GetProperty("raw_code").GetString());
            node.File.Should().Be(known.GetProperty("original_file_path").GetString());
            node.Grain.Should().Equal(Texts(known.GetProperty("config").GetProperty("unique_key")));
            node.Tags.Should().Equal(Texts(known.GetProperty("tags")));
            node.Owner.Should().Be(known.GetProperty("config").GetProperty("meta").GetProperty("owner").GetString());
            node.Tests.Where(test => test.Test == "check").Select(test => test.Severity).Should().Equal(
                node.Kind == "check" ? [known.GetProperty("config").GetProperty("severity").GetString()] : []);
            node.Tests.Where(test => test.Test != "check").Select(test => (test.Test, test.Column, test.Severity)).Should().Equal(known.GetProperty("data_tests").EnumerateArray()
                .Select(test => (test.GetProperty("name").GetString()!, test.GetProperty("column_name").GetString(), test.GetProperty("severity").GetString()!)));
        }
    }

    [Fact]
    public void Page_OfACheckThatOnlyWarns_SaysSo()
    {
        var (page, _, _, _) = Make();

        page.Nodes.Where(node => node.Kind == "check").Select(node => (node.Name, node.Tests.Single().Severity)).Should().BeEquivalentTo([("checks.none", "error"), ("checks.few", "warn")]);
    }

    [Fact]
    public void Page_OfAWorkspace_TracesColumnsAsTheLineageDoes()
    {
        var (page, set, _, _) = Make();
        var lineage = new ColumnLineage(set.Queries, FunctionTraits.Read(workspace.Session, null), table => table == "raw.orders" ? RawColumns : null, _ => null);

        foreach (var table in page.Tables)
        {
            var origins = lineage.Of(table.Name);
            table.Columns.Select(column => column.Name).Should().Equal(origins.Select(column => column.Column));
            foreach (var (column, known) in table.Columns.Zip(origins))
            {
                Names(page, page.Sets[column.Origins]).Should().BeEquivalentTo(known.Values, because: $"{table.Name}.{column.Name}");
                Names(page, page.Sets[table.RowOrigins]).Should().BeEquivalentTo(known.Rows, because: table.Name);
            }
        }

        var best = page.Tables.Single(table => table.Name == "marts.best");
        Names(page, best.Columns.Single(column => column.Name == "amount").Values).Should().Equal("marts.spending.amount");
        Names(page, best.Rows).Should().BeEquivalentTo(["marts.spending.amount", "staging.stg_orders.amount"]);
        best.Columns.Select(column => column.Type).Should().Equal("varchar", "decimal(38,2)");
    }

    (WorkspacePage Page, ModelSet Set, IReadOnlyList<GraphNode> Nodes, WorkspaceConfiguration Configuration) Make()
    {
        var set = workspace.Read();
        var nodes = GraphNode.Of(["orders"], workspace.Steps("raw.orders"), set.Models.Values.Concat(set.Checks).ToDictionary(model => model.FullName.ToLowerInvariant()));
        var configuration = new WorkspaceConfiguration
        {
            Root = workspace.Root,
            Name = "shop",
            TimeZone = TimeZoneInfo.Utc,
            Sources =
            [
                new SourceConfiguration
                {
                    Name = "orders", Position = new SourcePosition("kmen.yml"), Folder = Path.Combine(workspace.Root, "incoming/orders"), Format = SourceFormat.Csv,
                    Columns = [.. RawColumns.Take(3).Select(column => new SourceColumn(column, column, "string", false, null, null))],
                },
            ],
            Purposes = new Dictionary<string, PurposeConfiguration>(),
            Channels = new Dictionary<string, ChannelConfiguration>(),
            Targets = new Dictionary<string, TargetConfiguration>(),
            Destinations = [],
        };
        using var engine = DuckDbWarehouse.Start(new Kmen.Warehouse.WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.Combine(workspace.Root, "page") });
        engine.Attach("shapes", null);
        using var session = engine.Open("shapes");
        return (new PageAssembly(configuration, set, nodes, session).Make("dev", null, hasOperations: false, Now, CancellationToken.None), set, nodes, configuration);
    }

    static IEnumerable<string> Names(WorkspacePage page, IEnumerable<int> ids) => ids.Select(id => page.ColumnNames[id]);

    static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString());
}
