using Kmen.Night.Publishing;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Night.Tests;

public sealed class ParquetExportTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kmen-parquet-").FullName;
    readonly DuckDbWarehouse warehouse = RetailerWorkspace.Engine();
    readonly IWarehouseSession session;

    public ParquetExportTests()
    {
        warehouse.Attach("build", null);
        session = warehouse.Open("build");
        session.Execute("create schema marts");
        session.Execute(
            "create table marts.orders as select i as order_id, timestamp '2026-01-15' + to_days(cast(i as int)) as ordered_at, 'Dvořák' as name from range(100) t(i)");
        session.Execute("insert into marts.orders values (100, null, null)");
        session.Execute("create table marts.person as select i as person_id from range(10) t(i)");
    }

    public void Dispose()
    {
        session.Dispose();
        warehouse.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void LargeFacts_AreAFileAMonth_AndHoldEveryRowOnce()
    {
        var files = Write("first", null).Files;

        files.Keys.Should().Equal(
            "parquet/marts/orders/2026-01.parquet", "parquet/marts/orders/2026-02.parquet", "parquet/marts/orders/2026-03.parquet",
            "parquet/marts/orders/2026-04.parquet", "parquet/marts/orders/without_time.parquet", "parquet/marts/person/data.parquet");
        Differences("first").Should().Be(0);
        session.Scalar<long>($"select count(*) from read_parquet('{folder}/first/parquet/marts/orders/2026-02.parquet') where date_trunc('month', ordered_at) <> date '2026-02-01'")
            .Should().Be(0);
    }

    [Fact]
    public void SmallFacts_AreOneFile()
    {
        Write("first", null, largeRows: 102).Files.Keys.Should().Equal("parquet/marts/orders/data.parquet", "parquet/marts/person/data.parquet");
    }

    [Fact]
    public void NextNight_LinksWhatIsTheSame_AndWritesWhatIsNot()
    {
        var first = Write("first", null);
        session.Execute("update marts.orders set name = 'Dvorak' where order_id = 30");
        // The same rows in another order are the same rows.
        session.Execute("create or replace table marts.person as select i as person_id from range(10) t(i) order by i desc");

        Write("second", first);

        Inode("second", "marts/orders/2026-01").Should().Be(Inode("first", "marts/orders/2026-01"));
        Inode("second", "marts/person/data").Should().Be(Inode("first", "marts/person/data"));
        Inode("second", "marts/orders/2026-02").Should().NotBe(Inode("first", "marts/orders/2026-02"), because: "order 30 is of February");
        Differences("second").Should().Be(0);
    }

    [Theory]
    [InlineData("alter table marts.person rename person_id to id", "a renamed column")]
    [InlineData("alter table marts.person alter person_id type int", "a retyped column")]
    [InlineData("insert into marts.person values (9)", "a row more")]
    [InlineData("delete from marts.person where person_id = 9", "a row less")]
    public void ChangedTable_IsWrittenAnew(string change, string because)
    {
        var first = Write("first", null);
        session.Execute(change);

        Write("second", first);

        Inode("second", "marts/person/data").Should().NotBe(Inode("first", "marts/person/data"), because);
    }

    [Fact]
    public void FileThatIsGone_IsWrittenAnew()
    {
        var first = Write("first", null);
        File.Delete(Path.Combine(folder, "first/parquet/marts/person/data.parquet"));

        Write("second", first);

        session.Scalar<long>($"select count(*) from read_parquet('{folder}/second/parquet/marts/person/*.parquet')").Should().Be(10);
    }

    [Theory]
    [InlineData("", "2026-01 2026-02 2026-03 2026-04 without_time")]
    [InlineData("select timestamp '2026-02-03' as ordered_at", "2026-01 2026-03 2026-04 without_time")]
    [InlineData("select null::timestamp as ordered_at union all select timestamp '2026-04-01'", "2026-01 2026-02 2026-03")]
    public void FilesWithoutAChangedRow_AreLinkedUnread(string changed, string linked)
    {
        var first = Write("first", null);
        // Were they read, they would differ.
        session.Execute("update marts.orders set name = 'Dvorak'; update marts.person set person_id = -person_id");

        var second = Write("second", first, changedRows: table => table == "marts.orders" ? changed : "");

        first.Files.Keys.Select(file => Path.ChangeExtension(file, null)["parquet/".Length..]).Where(file => Inode("second", file) == Inode("first", file))
            .Should().Equal([.. linked.Split(' ').Select(name => "marts/orders/" + name), "marts/person/data"]);
        second.Files.Keys.Should().Equal(first.Files.Keys);
        second.Files.Where(file => file.Value == first.Files[file.Key]).Should().HaveCount(linked.Split(' ').Length + 1);
    }

    [Fact]
    public void MonthThatIsEmptyNow_HasNoFile()
    {
        var first = Write("first", null);
        session.Execute("delete from marts.orders where ordered_at < timestamp '2026-02-01'");

        Write("second", first, changedRows: table => table == "marts.orders" ? "select timestamp '2026-01-20' as ordered_at" : null).Files.Keys.Should().NotContain("parquet/marts/orders/2026-01.parquet");

        Differences("second").Should().Be(0);
    }

    [Fact]
    public void TableOfItsMoment_IsNotCompared_ButLinkedWhereTheBuildKnowsThatItIsTheSame()
    {
        session.Execute("create table marts.features as select i as person_id, timestamp '2026-01-01' as as_of from range(10) t(i)");
        var first = Write("first", null);
        var second = Write("second", first);

        Write("third", second, changedRows: table => table == "marts.features" ? "" : null);

        Inode("second", "marts/features/data").Should().NotBe(Inode("first", "marts/features/data"));
        Inode("third", "marts/features/data").Should().Be(Inode("second", "marts/features/data"));
    }

    [Fact]
    public void TableThatBecameLarge_IsCutAnew()
    {
        var first = Write("first", null, largeRows: 102);

        Write("second", first, changedRows: _ => "").Files.Should().HaveCount(6);

        Differences("second").Should().Be(0);
    }

    [Fact]
    public void TableWrittenAhead_IsNotWrittenAgain()
    {
        var export = new ParquetExport(Path.Combine(folder, "first"), new Dictionary<string, string> { ["marts.orders"] = "ordered_at" }, null, _ => null) { LargeRows = 50 };
        export.Ahead(session, "marts.orders", CancellationToken.None);
        var inode = Inode("first", "marts/orders/2026-01");

        var files = export.Write([session], new Dictionary<string, long> { ["marts.orders"] = 101 }, (_, _) => { }, CancellationToken.None);

        files.Should().HaveCount(5);
        Inode("first", "marts/orders/2026-01").Should().Be(inode);
        Differences("first").Should().Be(0);
    }

    [Fact]
    public void TableThatIsLeftOut_HasNoFile_AheadOrAtTheEnd()
    {
        var export = new ParquetExport(Path.Combine(folder, "first"), new Dictionary<string, string>(), null, _ => null) { LeftOut = new HashSet<string> { "marts.orders" } };
        export.Ahead(session, "marts.orders", CancellationToken.None);

        export.Write([session], new Dictionary<string, long> { ["marts.orders"] = 101, ["marts.person"] = 10 }, (_, _) => { }, CancellationToken.None).Keys
            .Should().Equal("parquet/marts/person/data.parquet");

        Directory.Exists(Path.Combine(folder, "first", "parquet", "marts", "orders")).Should().BeFalse();
    }

    [Fact]
    public void TableThatCannotBeWrittenAhead_IsWrittenAtTheEnd()
    {
        var export = new ParquetExport(Path.Combine(folder, "first"), new Dictionary<string, string> { ["marts.orders"] = "ordered_at" }, null, _ => null) { LargeRows = 50 };
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        export.Ahead(session, "marts.orders", ended.Token);

        export.Write([session], new Dictionary<string, long> { ["marts.orders"] = 101 }, (_, _) => { }, CancellationToken.None).Should().HaveCount(5);

        Differences("first").Should().Be(0);
    }

    PublicationInfo Write(string night, PublicationInfo? last, int largeRows = 50, Func<string, string?>? changedRows = null)
    {
        using var beside = warehouse.Open("build");
        var export = new ParquetExport(
            Path.Combine(folder, night), new Dictionary<string, string> { ["marts.orders"] = "ordered_at" },
            last is null ? null : (Path.Combine(folder, last.RunId), last), changedRows ?? (_ => null)) { LargeRows = largeRows };
        var tables = session.Tables("build").ToDictionary(table => table.FullName, table => session.Scalar<long>($"select count(*) from build.{table.FullName}"));
        var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return new PublicationInfo(night, at, at, "", session.Scalar<string>("select version()")!, tables, export.Write([session, beside], tables, (_, _) => { }, CancellationToken.None));
    }

    long Differences(string night) => session.Scalar<long>(
        $"""
        with written as (select * from read_parquet('{folder}/{night}/parquet/marts/orders/*.parquet'))
        select count(*) from ((from marts.orders except all from written) union all (from written except all from marts.orders))
        """);

    string Inode(string night, string file)
    {
        using var stat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%i", Path.Combine(folder, night, "parquet", file + ".parquet")]) { RedirectStandardOutput = true })!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }
}
