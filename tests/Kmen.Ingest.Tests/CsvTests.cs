using System.Text;
using Kmen.Workspace.Configuration;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class CsvTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Run_AnyLineEnd_GivesRecordsAndPhysicalLines(string newline)
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        store.Write("x.csv", "a,b\n1,\"two\nlines\"\n\n3,\"say \"\"hi\"\"\"\n4,5\" wide".Replace("\n", newline, StringComparison.Ordinal));

        store.Run().HasFailures.Should().BeFalse();

        store.Query("select a, b, _line_number from raw.t order by _line_number").Should().Equal($"1|two{newline}lines|2", "3|say \"hi\"|5", "4|5\" wide|6");
    }

    [Fact]
    public void Run_ByteOrderMark_IsNoPartOfTheFirstColumn()
    {
        using var store = new TestStore(Csv("t", Column("a", required: true)));
        store.Write("x.csv", [0xEF, 0xBB, 0xBF, .. "a\n1\n"u8]);
        store.Run();
        store.Query("select a from raw.t").Should().Equal("1");
    }

    [Fact]
    public void Run_ColumnsInOtherOrderAndExtraOnes_LoadsByNameAndWarnsOnce()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b", header: "The B"), Column("c")));
        store.Write("x.csv", "extra,The B,more,a\ne,2,m,1\n");
        store.Write("y.csv", "extra,The B,more,a\ne,4,m,3\n");

        store.Run();

        store.Query("select a, b, c from raw.t order by a").Should().Equal("1|2|-", "3|4|-");
        store.Reporter.Warnings.Should().ContainSingle().Which.Should().Contain("extra, more");
    }

    [Fact]
    public void Run_RenamedOptionalColumn_QuarantinesInsteadOfEmptyingIt()
    {
        using var store = new TestStore(Csv("t", Column("id", required: true), Column("email", header: "e_mail"), Column("city")));
        store.Write("x.csv", "id,mail,city\n1,a@example.com,Brno\n");
        store.Write("y.csv", "id,e_mail,note\n1,a@example.com,hello\n");

        store.Run().HasFailures.Should().BeTrue();

        store.Status("x.csv").Should().Be("quarantined");
        store.Message("x.csv").Should().Contain("e_mail").And.Contain("mail").And.Contain("kmen.yml");
        store.Query("select id, email, city from raw.t").Should().Equal(["1|a@example.com|-"], because: "city is optional, and note is no near name of it");
    }

    [Fact]
    public void Run_MissingRequiredColumn_QuarantinesAndNamesTheNearest()
    {
        using var store = new TestStore(Csv("t", Column("customer_id", required: true), Column("b")));
        store.Write("x.csv", "custmer_id,b\n1,2\n");
        store.Write("y.csv", "customer_id,b\n1,2\n");

        var result = store.Run();

        result.HasFailures.Should().BeTrue();
        store.Status("x.csv").Should().Be("quarantined");
        store.Message("x.csv").Should().Contain("customer_id").And.Contain("Did you mean custmer_id?");
        store.Query("select count(*) from raw.t").Should().Equal(["1"], because: "the other file goes on");
        store.Reporter.Warnings.Should().Contain(warning => warning.Contains("x.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_QuarantinedFileAsBefore_FailsAgainUntilItsContentChanges()
    {
        using var store = new TestStore(Csv("t", Column("a", required: true), Column("b")));
        store.Write("x.csv", "A,b\n1,2\n");
        store.Run();
        store.Clock.Advance(TimeSpan.FromDays(3));

        store.Run().HasFailures.Should().BeTrue(because: "a failure lasts until somebody ends it");
        store.Reporter.Warnings.Should().Contain(warning => warning.Contains("for 3 days", StringComparison.Ordinal));

        store.Write("x.csv", "a,b\n1,2\n");
        store.Run().HasFailures.Should().BeFalse();
        store.Query("select a from raw.t").Should().Equal("1");
    }

    [Fact]
    public void Run_WrongDelimiter_QuarantinesWithoutShowingContent()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")) with { Delimiter = ';' });
        store.Write("x.csv", "jan@example.cz,b\n1,2\n");
        store.Run();
        store.Status("x.csv").Should().Be("quarantined");
        store.Message("x.csv").Should().Contain("delimiter").And.NotContain("jan@", because: "a file without a header begins with personal data");
    }

    [Fact]
    public void Run_ColumnTwice_Quarantines()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        store.Write("x.csv", "a,b,a\n1,2,3\n");
        store.Run();
        store.Message("x.csv").Should().Contain("a stands twice");
    }

    [Fact]
    public void Run_MalformedRecords_AreRejectedWithLineTextAndReason()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        store.Write("x.csv", [.. "a,b\n1,2\n1,2,3\nshort\n"u8, .. "bad\xFF"u8[..3], 0xFF, .. ",x\nn\0l,y\n\"q\"z,1\n5,6\n"u8]);

        store.Run();

        store.Query("select a from raw.t order by 1").Should().Equal("1", "5");
        store.Query("select line_number, column_name, reason from ops.rejects order by line_number").Should().Equal(
            "3|-|has 3 values where the header has 2 columns",
            "4|-|has 1 values where the header has 2 columns",
            "5|-|is not utf-8: a byte cannot be decoded",
            "6|-|holds a NUL byte",
            "7|-|has text behind a closing quote");
        store.Query("select raw_value from ops.rejects order by line_number").Should().Equal(["1,2,3", "short", "bad\uFFFD,x", "n\u2400l,y", "\"q\"z,1"]);
        store.Query("select rows_read, rows_loaded, rows_rejected from ops.files").Should().Equal("7|2|5");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_LongMalformedRecord_KeepsAThousandCharacters()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        store.Write("x.csv", "a,b\n" + new string('č', 5000) + "\n1," + new string('x', 3_000_000) + "\n");
        store.Run();
        store.Query("select length(raw_value) from ops.rejects").Should().Equal("1000");
        store.Query("select length(b) from raw.t").Should().Equal("3000000");
    }

    [Theory]
    [InlineData("a,b\n1,2\n3", "1 of 2 values")]
    [InlineData("a,b\n1,2\n3,\"open\nstill", "line 3 has no closing quote")]
    [InlineData("", "0 bytes")]
    [InlineData("\n\n", "no header")]
    [InlineData("a", "no line end")]
    public void Run_IncompleteFile_Waits(string text, string message)
    {
        using var store = new TestStore(Csv("t", Column("a", required: true), Column("b", required: true)));
        store.Write("x.csv", text);

        var result = store.Run();

        result.HasFailures.Should().BeFalse();
        result.Sources.Single().FilesWaiting.Should().Be(1);
        store.Status("x.csv").Should().Be("waiting");
        store.Message("x.csv").Should().Contain(message);
        store.Query("select count(*) from raw.t").Should().Equal("0");
        store.Clock.Advance(TimeSpan.FromHours(5));
        store.Run();
        store.Reporter.Warnings.Should().ContainSingle().Which.Should().Contain("for 5 hours");
    }

    [Fact]
    public void Run_FileCutInsideACharacter_Waits()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", "a\n1\nKuř"u8.ToArray()[..^1]);
        store.Run();
        store.Status("x.csv").Should().Be("waiting");
    }

    [Fact]
    public void Run_WaitingFileThatIsCompleted_IsLoaded()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        store.Write("x.csv", "a,b\n1,2\n3");
        store.Run();
        store.Write("x.csv", "a,b\n1,2\n3,4\n");
        store.Run();
        store.Query("select a, b from raw.t order by a").Should().Equal("1|2", "3|4");
        store.Status("x.csv").Should().Be("loaded");
    }

    [Fact]
    public void Run_HeaderOnly_LoadsNoRows()
    {
        using var store = new TestStore(Csv("t", Column("a", required: true)));
        store.Write("x.csv", "a");
        store.Run().HasFailures.Should().BeFalse();
        store.Query("select status, rows_read from ops.files").Should().Equal("loaded|0");
    }

    [Fact]
    public void Run_Utf16_QuarantinesWithAWayOut()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a\n1\n")).ToArray());
        store.Run();
        store.Message("x.csv").Should().Contain("UTF-16");
    }

    [Fact]
    public void Run_MostRecordsUndecodable_QuarantinesAndNamesTheEncodingKey()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", Windows1250("a\nKuře\nPříliš\nokay\n"));
        store.Run();
        store.Status("x.csv").Should().Be("quarantined");
        store.Message("x.csv").Should().Contain("2 of 3 records are not utf-8");
    }

    [Fact]
    public void Run_Windows1250_ComesBackCharacterByCharacter()
    {
        const string text = "Příliš žluťoučký kůň úpěl ďábelské ódy – „Ÿ\" ŁŹ€ß…";
        using var store = new TestStore(Csv("t", Column("jméno"), Column("b")) with { Encoding = "windows-1250", Delimiter = ';' });
        var known = text.Where(character => character != 'Ÿ').ToArray();
        store.Write("x.csv", Windows1250($"jméno;b\r\n{new string(known)};1\r\n"));
        store.Run().HasFailures.Should().BeFalse();
        store.Query("select \"jméno\" from raw.t").Should().Equal(new string(known));
    }

    [Fact]
    public void Run_ByteThatWindows1250DoesNotKnow_RejectsTheRecord()
    {
        using var store = new TestStore(Csv("t", Column("a")) with { Encoding = "windows-1250" });
        store.Write("x.csv", [.. "a\n1\n2\nx"u8, 0x81, .. "\n"u8]);
        store.Run();
        store.Query("select line_number, reason from ops.rejects").Should().Equal("4|is not windows-1250: a byte cannot be decoded");
    }

    [Fact]
    public void Run_GzipUnderAPlainName_Quarantines()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", Gzip("a\n1\n"u8));
        store.Run();
        store.Message("x.csv").Should().Contain(".gz");
    }

    [Fact]
    public void Run_DelimiterBeyondAscii_FailsTheSourceWithItsPlace()
    {
        using var store = new TestStore(Csv("t", Column("a")) with { Delimiter = '¦' });
        var failure = store.Run().UnreadableSources.Single().Failure!;
        failure.Where.Should().Be(store.Sources[0].Position);
        failure.Message.Should().Contain("sources.t");
    }

    [Fact]
    public void Run_RecordThatNeverEnds_QuarantinesAndNamesItsLine()
    {
        using var store = new TestStore(Csv("t", Column("a"), Column("b")));
        var text = new StringBuilder("a,b\n1,2\n3,\"");
        text.Append('x', 70 << 20);
        store.Write("x.csv.gz", text.ToString());
        store.Run();
        store.Status("x.csv.gz").Should().Be("quarantined");
        store.Message("x.csv.gz").Should().Contain("line 3");
    }

    static byte[] Windows1250(string text) => CodePagesEncodingProvider.Instance.GetEncoding("windows-1250")!.GetBytes(text);
}
