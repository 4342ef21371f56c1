using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class AppendTests
{
    [Fact]
    public void Run_NewFile_LoadsEveryRowAsSent()
    {
        using var store = new TestStore(Csv("orders", Column("order_id", required: true), Column("amount", "decimal(18,2)")));
        store.Write("a.csv", "order_id,amount\nA1,12.50\n\"A,2\",\nA3,\"7\"\n");

        var result = store.Run();

        result.HasFailures.Should().BeFalse();
        result.Changed.Should().BeTrue();
        store.Query("select order_id, amount, _file_id, _line_number from raw.orders order by _line_number")
            .Should().Equal("A1|12.50|1|2", "A,2|-|1|3", "A3|7|1|4");
        store.Query("select path, rows_read, rows_loaded, rows_rejected, rows_duplicate, status from ops.files")
            .Should().Equal("incoming/orders/a.csv|3|3|0|0|loaded");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_SecondTime_ChangesNothing()
    {
        using var store = new TestStore(Csv("orders", Column("order_id")));
        store.Write("a.csv", "order_id\nA1\n");
        store.Run();

        var result = store.Run();

        result.Changed.Should().BeFalse();
        result.Sources.Single().FilesUnchanged.Should().Be(1);
        store.Query("select count(*) from raw.orders").Should().Equal("1");
        store.Reporter.Ended.Single().Status.Should().Be(Kmen.Workspace.Reporting.StepStatus.Unchanged);
    }
}
