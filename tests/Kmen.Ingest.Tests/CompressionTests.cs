using System.Globalization;
using System.Text;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class CompressionTests
{
    [Fact]
    public void Run_GzipCutAtTwentyPlaces_WaitsEveryTime()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        var whole = Gzip(Rows(2000));
        for (var i = 0; i < 20; i++)
        {
            store.Write($"cut{i:00}.csv.gz", whole[..(whole.Length * i / 20 + 3)]);
        }

        store.Write("whole.csv.gz", whole);
        var result = store.Run();

        result.HasFailures.Should().BeFalse();
        result.Sources.Single().FilesWaiting.Should().Be(20);
        store.Query("select status, count(*) from ops.files group by 1 order by 1").Should().Equal("loaded|1", "waiting|20");
        store.Query("select count(*) from raw.t").Should().Equal("2000");
    }

    [Fact]
    public void Run_FlippedByte_IsQuarantinedAndNoRowOfItIsLoaded()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        var whole = Gzip(Rows(2000));
        for (var i = 1; i < 10; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[whole.Length * i / 10] ^= 0x20;
            store.Write($"flipped{i}.csv.gz", damaged);
        }

        store.Run().HasFailures.Should().BeTrue();

        store.Query("select distinct status from ops.files").Should().Equal("quarantined");
        store.Query("select count(*) from raw.t").Should().Equal("0");
    }

    [Fact]
    public void Run_SeveralMembers_LoadsAllOfThem()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        var rows = Rows(3000);
        store.Write("x.csv.gz", [.. Gzip(rows.AsSpan(0, 5000)), .. Gzip(rows.AsSpan(5000))]);
        store.Run();
        store.Query("select count(*), count(distinct a) from raw.t").Should().Equal("3000|3000");
    }

    [Fact]
    public void Run_NameEndsInGzButContentDoesNot_Quarantines()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        File.WriteAllText(store.PathOf("x.csv.gz"), "a\n1\n");
        store.Run();
        store.Message("x.csv.gz").Should().Contain("not gzip");
    }

    static byte[] Rows(int count) => Encoding.UTF8.GetBytes(
        "a,b\n" + string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},value {i * 7919L % 10007}\n"))));
}
