using Kmen.Workspace.Configuration;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class DumpTests
{
    [Fact]
    public void Run_SeveralNewDumps_LoadsTheNewestOnly()
    {
        using var store = Store();
        store.Write("d_1.csv", "id,v\n1,a\n");
        store.Write("d_2.csv", "id,v\n1,b\n2,b\n");
        store.Run().Sources.Single().FilesSkipped.Should().Be(1);
        Rows(store).Should().Equal("1|b", "2|b");
        store.Status("d_1.csv").Should().Be("skipped");
        store.Message("d_1.csv").Should().Contain("d_2.csv");
        store.Run().Changed.Should().BeFalse();
    }

    [Fact]
    public void Run_NewerDump_ReplacesTheOneBefore()
    {
        using var store = Store();
        store.Write("d_1.csv", "id,v\n1,a\n2,a\n");
        store.Run();
        store.Write("d_2.csv", "id,v\n2,b\n3,b\n");
        store.Run();
        Rows(store).Should().Equal("2|b", "3|b");
        store.Status("d_1.csv").Should().Be("withdrawn");
        store.ShouldBalance();
        store.Run().Changed.Should().BeFalse();
    }

    [Fact]
    public void Run_LateOlderDump_DoesNotReplaceANewerOne()
    {
        using var store = Store();
        store.Write("d_2.csv", "id,v\n1,b\n");
        store.Run();
        store.Write("d_1.csv", "id,v\n1,a\n");
        store.Run().Changed.Should().BeFalse();
        Rows(store).Should().Equal("1|b");
        store.Status("d_1.csv").Should().Be("skipped");
    }

    [Fact]
    public void Run_NewestDumpIsCut_LoadsTheNextNewerOneMeanwhile()
    {
        using var store = Store();
        store.Write("d_1.csv", "id,v\n1,a\n");
        store.Run();
        store.Write("d_2.csv", "id,v\n1,b\n");
        store.Write("d_3.csv", "id,v\n1,c\n2");
        store.Run();
        Rows(store).Should().Equal("1|b");
        store.Write("d_3.csv", "id,v\n1,c\n2,c\n");
        store.Run();
        Rows(store).Should().Equal("1|c", "2|c");
        store.Query("select status from ops.files order by path").Should().Equal("withdrawn", "withdrawn", "loaded");
    }

    [Fact]
    public void Run_NewDumpWithTheContentOfAWithdrawnOne_IsLoaded()
    {
        using var store = Store();
        store.Write("d_1.csv", "id,v\n1,a\n");
        store.Run();
        store.Write("d_2.csv", "id,v\n1,b\n");
        store.Run();
        store.Write("d_3.csv", "id,v\n1,a\n");
        store.Run();
        Rows(store).Should().Equal(["1|a"], because: "what was withdrawn is loaded no more");
    }

    [Fact]
    public void Run_NewDumpEqualToTheLoadedOne_IsSkipped()
    {
        using var store = Store();
        store.Write("d_1.csv", "id,v\n1,a\n");
        store.Run();
        store.Write("d_2.csv", "id,v\n1,a\n");
        store.Run().Changed.Should().BeFalse();
        store.Query("select status from ops.files order by path").Should().Equal("loaded", "skipped");
        store.Run().Changed.Should().BeFalse();
    }

    [Fact]
    public void Run_LoadedDumpIsGone_OlderOnesStayWithdrawn()
    {
        using var store = Store();
        store.Write("d_1.csv", "id,v\n1,a\n");
        store.Run();
        store.Write("d_2.csv", "id,v\n1,b\n");
        store.Run();
        File.Delete(store.PathOf("d_2.csv"));
        store.Run().Changed.Should().BeFalse();
        Rows(store).Should().Equal("1|b");
    }

    [Fact]
    public void Run_RestatedDump_IsLoadedAgain()
    {
        using var store = Store();
        store.Write("d_1.csv", "id,v\n1,a\n");
        store.Run();
        store.Write("d_1.csv", "id,v\n1,b\n1,c\n");
        store.Run();
        Rows(store).Should().Equal("1|b", "1|c");
    }

    static TestStore Store() => new(Csv("t", Column("id", "bigint"), Column("v")) with { Load = LoadMode.Full });

    static IReadOnlyList<string> Rows(TestStore store) => store.Query("select id, v from raw.t order by all");
}
