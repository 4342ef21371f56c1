using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class ContractChangeTests
{
    [Fact]
    public void Run_NewColumn_LoadsAllFilesAgain()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", "a,b\n1,2\n");
        store.Run();
        store.Sources[0] = store.Sources[0] with { Columns = [Column("a"), Column("b")] };
        store.Run().Sources.Single().FilesLoaded.Should().Be(1);
        store.Query("select a, b from raw.t").Should().Equal("1|2");
    }

    [Fact]
    public void Run_ColumnTakenAway_LeavesTheTable()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        store.Write("x.csv", "a,b\n1,2\n");
        store.Run();
        store.Sources[0] = store.Sources[0] with { Columns = [Column("a")] };
        store.Run();
        store.Query("select * from raw.t").Should().Equal("1|1|2");
    }

    [Fact]
    public void Run_StricterType_RejectsWhatWasLoaded()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", "a\n1\nx\n");
        store.Run();
        store.Sources[0] = store.Sources[0] with { Columns = [Column("a", "bigint")] };
        store.Run();
        store.Query("select a from raw.t").Should().Equal(["1"], because: "staging may cast without try");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_CorrectedContract_TakesFilesOutOfQuarantine()
    {
        using var store = new TestStore(Csv("t", Column("id", required: true)));
        store.Write("x.csv", "ident,v\n1,2\n");
        store.Run();
        store.Sources[0] = store.Sources[0] with { Columns = [Column("id", required: true, header: "ident")] };
        store.Run().HasFailures.Should().BeFalse();
        store.Query("select id from raw.t").Should().Equal("1");
    }

    [Fact]
    public void Run_OtherDescription_ChangesNothing()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", "a\n1\n");
        store.Run();
        store.Sources[0] = store.Sources[0] with { Description = "new", Columns = [Column("a") with { Description = "new" }] };
        store.Run().Changed.Should().BeFalse();
    }

    [Fact]
    public void Run_RawTableDropped_LoadsAllFilesAgain()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", "a\n1\n");
        store.Run();
        store.Session.Execute("drop table raw.t");
        store.Run();
        store.Query("select a from raw.t").Should().Equal("1");
    }
}
