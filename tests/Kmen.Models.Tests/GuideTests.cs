using System.Text.RegularExpressions;
using Kmen.Models.Testing;
using Kmen.Models.UnitTesting;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Models.Tests;

public sealed partial class GuideTests : IDisposable
{

    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Header_OfTheGuideForDbtUsers_IsOneThatBuilds()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "from-dbt.md"));
        workspace.Write("sql/marts/orders.sql", Block().Match(page).Groups[1].Value)
            .Model("staging.stg_orders", "select 'a' as order_id, timestamp '2025-12-31 12:00:00' as ordered_at, 10.00::decimal(18, 2) as amount");
        workspace.Build().Select(error => error.Message).Should().BeEmpty();
        workspace.Write("sql/marts/orders.test.yml", Test().Match(page).Groups[1].Value);
        using var engine = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.Combine(workspace.Root, "unit") });
        var outcomes = new List<TestOutcome>();
        new UnitTestRunner(engine, workspace.Read(), null, _ => null).Run(UnitTestFile.Read(workspace.Root), outcomes).Select(error => error.Message).Should().BeEmpty();
        outcomes.Should().ContainSingle().Which.Status.Should().Be("passed");
        workspace.Context!.Tests.Should().HaveCountGreaterThan(6).And.OnlyContain(test => test.Status == "passed");
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Test();
}
