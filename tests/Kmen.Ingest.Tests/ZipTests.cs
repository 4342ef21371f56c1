using System.IO.Compression;
using System.Text;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class ZipTests
{
    [Fact]
    public void Run_OneFileInAnArchive_IsLoaded()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        store.Write("x.csv.zip", Zip(("inner.csv", "a,b\n1,2\n3,4\n")));

        store.Run().HasFailures.Should().BeFalse();

        store.Query("select a, b from raw.t order by 1").Should().Equal("1|2", "3|4");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_AnArchiveCutOrDamaged_LoadsNoRow()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        var whole = Zip(("inner.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i},{i * 7919 % 1000}\n"))));
        for (var i = 1; i < 8; i++)
        {
            store.Write($"cut{i}.zip", whole[..(whole.Length * i / 8)]);
            var damaged = (byte[])whole.Clone();
            damaged[whole.Length * i / 9] ^= 0x20;
            store.Write($"flipped{i}.zip", damaged);
        }

        store.Run();

        store.Query("select count(*) from raw.t").Should().Equal("0");
        store.Query("select status, count(*) from ops.files where path like '%cut%' group by 1").Should().Equal("waiting|7");
        store.Query("select status, count(*) from ops.files where path like '%flipped%' group by 1").Should().Equal("quarantined|7");
    }

    [Fact]
    public void Run_AnArchiveOfTwoFiles_IsQuarantined()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.zip", Zip(("one.csv", "a\n1\n"), ("two.csv", "a\n2\n")));

        store.Run();

        store.Message("x.zip").Should().Contain("holds 2 files");
    }

    static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return target.ToArray();
    }
}
