using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;
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
        store.Reporter.Ended.Single().Status.Should().Be(StepStatus.Unchanged);
    }

    [Fact]
    public void Run_TouchedFile_IsNotLoadedAgain()
    {
        using var store = new TestStore(Csv("orders", Column("order_id")));
        store.Write("a.csv", "order_id\nA1\n");
        store.Run();
        store.Write("a.csv", "order_id\nA1\n");

        store.Run().Changed.Should().BeFalse();

        store.Query("select run_id from ops.files").Should().Equal(["run-2"], because: "the new time is kept, so that the content is not hashed every night");
        store.Query("select status, rows_loaded from ops.files").Should().Equal("loaded|1");
    }

    [Fact]
    public void Run_RestatedFile_ReplacesItsRowsAndRejects()
    {
        using var store = new TestStore(Csv("orders", Column("order_id"), Column("amount", "integer")));
        store.Write("a.csv", "order_id,amount\nA1,1\nA2,x\n");
        store.Write("b.csv", "order_id,amount\nB1,1\n");
        store.Run();
        store.Write("a.csv", "order_id,amount\nA1,2\nA3,3\nA4,y\nA5,z\n");

        store.Run().Sources.Single().FilesLoaded.Should().Be(1);

        store.Query("select order_id, amount from raw.orders order by all").Should().Equal("A1|2", "A3|3", "B1|1");
        store.Query("select line_number, raw_value from ops.rejects order by all").Should().Equal("4|y", "5|z");
        store.Query("select path, file_id, rows_read, rows_loaded, rows_rejected from ops.files order by path")
            .Should().Equal("incoming/orders/a.csv|1|4|2|2", "incoming/orders/b.csv|2|1|1|0");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_SameContentUnderAnotherName_IsSkipped()
    {
        using var store = new TestStore(Csv("orders", Column("order_id")));
        store.Write("a.csv", "order_id\nA1\n");
        store.Run();
        store.Write("copy.csv", "order_id\nA1\n");

        var result = store.Run();

        result.HasFailures.Should().BeFalse();
        result.Sources.Single().FilesSkipped.Should().Be(1);
        store.Query("select count(*) from raw.orders").Should().Equal("1");
        store.Status("copy.csv").Should().Be("skipped");
        store.Message("copy.csv").Should().Contain("incoming/orders/a.csv");
        store.Run().Sources.Single().FilesSkipped.Should().Be(0, because: "it is skipped once, then known");
    }

    [Fact]
    public void Run_CopyWhoseOriginalIsRestated_IsLoaded()
    {
        using var store = new TestStore(Csv("orders", Column("order_id")));
        store.Write("a.csv", "order_id\nA1\n");
        store.Write("copy.csv", "order_id\nA1\n");
        store.Run();
        store.Write("a.csv", "order_id\nA2\n");

        store.Run();

        store.Query("select order_id from raw.orders order by 1").Should().Equal("A1", "A2");
    }

    [Fact]
    public void Run_FileRestatedToTheContentOfAnother_LosesItsRows()
    {
        using var store = new TestStore(Csv("orders", Column("order_id")));
        store.Write("a.csv", "order_id\nA1\n");
        store.Write("b.csv", "order_id\nB1\n");
        store.Run();
        store.Write("b.csv", "order_id\nA1\n");

        store.Run().Changed.Should().BeTrue();

        store.Query("select order_id from raw.orders").Should().Equal("A1");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_LoadedFileIsGone_KeepsItsRows()
    {
        using var store = new TestStore(Csv("orders", Column("order_id")));
        store.Write("a.csv", "order_id\nA1\n");
        store.Run();
        File.Delete(store.PathOf("a.csv"));

        store.Run().Changed.Should().BeFalse();

        store.Query("select order_id from raw.orders").Should().Equal("A1");
    }

    [Fact]
    public void Run_RestatedFileThatIsCut_KeepsTheRowsOfBefore()
    {
        using var store = new TestStore(Csv("orders", Column("order_id"), Column("amount")));
        store.Write("a.csv", "order_id,amount\nA1,1\n");
        store.Run();
        store.Write("a.csv", "order_id,amount\nA1,1\nA2");

        store.Run();

        store.Status("a.csv").Should().Be("waiting");
        store.Message("a.csv").Should().Contain("earlier content stay loaded");
        store.Query("select order_id from raw.orders").Should().Equal("A1");
        store.Write("a.csv", "order_id,amount\nA1,1\nA2,2\n");
        store.Run();
        store.Query("select order_id from raw.orders order by 1").Should().Equal("A1", "A2");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_FileThatReturnsToItsLoadedContent_IsLoadedAgainWithoutWork()
    {
        using var store = new TestStore(Csv("orders", Column("order_id"), Column("amount")));
        store.Write("a.csv", "order_id,amount\nA1,1\n");
        store.Run();
        store.Write("a.csv", "order_id,amount\nA1");
        store.Run();
        store.Write("a.csv", "order_id,amount\nA1,1\n");

        store.Run().Changed.Should().BeFalse();

        store.Status("a.csv").Should().Be("loaded");
        store.Message("a.csv").Should().Be("-");
    }

    [Fact]
    public void Run_ManySources_AllTablesExist()
    {
        using var store = new TestStore(Csv("one", Column("a")), Csv("two", Column("b")));
        store.Write("x.csv", "b\n1\n", source: 1);

        var result = store.Run(["two"]);

        result.Sources.Select(source => source.Source).Should().Equal("two");
        store.Query("select count(*) from raw.one").Should().Equal(["0"], because: "models over a source without files must still bind");
    }

    [Fact]
    public void Run_ManySmallFiles_LoadsThemInOrderOfNames()
    {
        using var store = new TestStore(Csv("orders", Column("order_id")) with { Files = "orders_*.csv" });
        for (var i = 59; i >= 0; i--)
        {
            store.Write($"orders_{i:00}.csv", $"order_id\nA{i}\n");
        }

        store.Write("other.csv", "order_id\nX\n");
        store.Write(".orders_x.csv", "order_id\nX\n");
        store.Run().Sources.Single().FilesLoaded.Should().Be(60);

        store.Query("select count(*) from raw.orders r join ops.files f on f.file_id = r._file_id where f.path like '%orders_' || lpad(r.order_id[2:], 2, '0') || '.csv' and r._file_id = r.order_id[2:]::int + 1")
            .Should().Equal("60");
        Directory.Exists(Path.Combine(store.Layout.TempFolder, "ingest")).Should().BeFalse(because: "intermediate files are taken away");
    }

    [Fact]
    public void Run_PathWithQuotesAndGlobCharacters_IsLoaded()
    {
        using var store = new TestStore(Csv("orders", Column("order_id")) with { Folder = "in'com\"ing/or[d]*ers?" });
        store.Write("a 'b' [1]*?.csv", "order_id\nA1\n");

        store.Run().HasFailures.Should().BeFalse();

        store.Query("select order_id from raw.orders").Should().Equal("A1");
    }
}
