using System.Globalization;
using Kmen.Workspace.Configuration;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class DuplicateTests
{
    [Fact]
    public void Run_KeyTwiceInAFile_KeepsTheLast()
    {
        using var store = Store();
        store.Write("a.csv", "id,at,v\n1,2025-01-01,first\n2,2025-01-01,x\n01,2025-01-01,last\n,2025-01-01,null\n,2025-01-01,null\n");
        var result = store.Run().Sources.Single();
        Rows(store).Should().Equal("01|last", "2|x", "-|null", "-|null");
        result.RowsDuplicate.Should().Be(1, because: "1 and 01 are one bigint, and a key that is not there equals no other");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_KeyOfAnEarlierFile_IsSkipped()
    {
        using var store = Store();
        store.Write("a.csv", "id,at,v\n1,2025-01-01,a\n2,2025-01-01,a\n");
        store.Run();
        store.Write("b.csv", "id,at,v\n2,2025-01-01,b\n3,2025-01-01,b\n2,2025-01-02,b\n");
        store.Run();
        Rows(store).Should().Equal("1|a", "2|a", "2|b", "3|b");
        store.Query("select rows_read, rows_loaded, rows_duplicate from ops.files order by path").Should().Equal("2|2|0", "3|2|1");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_RejectedRow_IsNoDuplicateAndMakesNone()
    {
        using var store = Store();
        store.Write("a.csv", "id,at,v\n1,2025-01-01,a\n1,never,b\n");
        store.Run();
        Rows(store).Should().Equal("1|a");
        store.Query("select rows_rejected, rows_duplicate from ops.files").Should().Equal("1|0");
    }

    [Fact]
    public void Run_RestatedFile_GivesSkippedRowsOfLaterFilesBack()
    {
        using var store = Store();
        store.Write("a.csv", "id,at,v\n1,2025-01-01,a\n2,2025-01-01,a\n");
        store.Write("b.csv", "id,at,v\n2,2025-01-01,b\n");
        store.Run();
        store.Write("a.csv", "id,at,v\n1,2025-01-01,a\n");
        store.Run();
        Rows(store).Should().Equal("1|a", "2|b");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_FilesInAnyOrderOfArrival_EndInTheRowsOfOneLoad()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            using var grown = Store();
            using var whole = Store();
            var files = new Dictionary<string, string>();
            for (var night = 0; night < 5; night++)
            {
                for (var change = random.Next(1, 4); change > 0; change--)
                {
                    var file = string.Create(CultureInfo.InvariantCulture, $"f{random.Next(6)}.csv");
                    files[file] = "id,at,v\n" + string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(
                        i => string.Create(CultureInfo.InvariantCulture, $"{random.Next(8)},2025-01-01,{file}-{night}-{i}\n")));
                    grown.Write(file, files[file]);
                }

                grown.Run();
                grown.ShouldBalance();
            }

            foreach (var (file, text) in files)
            {
                whole.Write(file, text);
            }

            whole.Run();
            Rows(grown).Should().Equal(Rows(whole), because: $"seed {seed}: what is loaded is a function of the files alone");
        }
    }

    [Fact]
    public void Run_Keep_LoadsEveryRow()
    {
        using var store = new TestStore(Csv("t", Column("id", "bigint"), Column("v")) with { Key = ["id"] });
        store.Write("a.csv", "id,v\n1,a\n1,a\n");
        store.Write("b.csv", "id,v\n1,b\n");
        store.Run();
        store.Query("select count(*) from raw.t").Should().Equal("3");
    }

    [Theory]
    [InlineData(SourceFormat.Parquet)]
    [InlineData(SourceFormat.Csv)]
    public void Run_DumpWithKeyTwice_KeepsTheLastAndComparesWithNothingElse(SourceFormat format)
    {
        using var store = new TestStore(
            Csv("t", Column("id", "bigint"), Column("v")) with { Key = ["id"], Duplicates = DuplicateMode.Skip, Load = LoadMode.Full, Format = format });
        foreach (var name in (string[])["d1", "d2"])
        {
            store.Session.Execute($"copy (select * from (values (1::bigint, '{name}a'), (2, '{name}b'), (1, '{name}c')) as t(id, v)) to '{store.PathOf(name)}' (format {format})");
            store.Run();
        }

        store.Query("select id, v from raw.t order by all").Should().Equal("1|d2c", "2|d2b");
        store.ShouldBalance();
    }

    static TestStore Store() => new(Csv("t", Column("id", "bigint"), Column("at", "date"), Column("v"))
        with { Key = ["id", "at"], Duplicates = DuplicateMode.Skip });

    static IReadOnlyList<string> Rows(TestStore store) => store.Query("select id, v from raw.t order by id::bigint nulls last, v");
}
