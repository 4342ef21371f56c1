using Kmen.Warehouse;
using Kmen.Workspace.Configuration;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class ParquetTests
{
    [Fact]
    public void Run_MatchingTypes_LoadsThemWithRowNumbers()
    {
        using var store = Store(Column("id", "bigint", required: true), Column("price", "decimal(18,4)"), Column("at", "timestamp"), Column("gone"));
        Make(store, "x.parquet", "select 7::bigint as id, 1.5::decimal(18,4) as price, timestamp '2025-01-01 10:00:00' as at, 1 as extra union all select 8, null, null, 2");

        store.Run().HasFailures.Should().BeFalse();

        store.Query("select id, price, cast(\"at\" as varchar), gone, _line_number from raw.t order by id").Should().Equal("7|1.5000|2025-01-01 10:00:00|-|1", "8|-|-|-|2");
        store.Query("select column_name, data_type from duckdb_columns() where table_name = 't' and schema_name = 'raw' order by column_index limit 3")
            .Should().Equal("id|BIGINT", "price|DECIMAL(18,4)", "at|TIMESTAMP");
        store.Reporter.Warnings.Should().ContainSingle().Which.Should().Contain("extra");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_OtherTypes_LoadsWhatFitsAndRejectsWhatWouldLose()
    {
        using var store = Store(Column("id", "integer"), Column("price", "decimal(18,2)"), Column("at", "timestamp"), Column("n", "bigint"));
        Make(store, "x.parquet", """
            select 1::bigint as id, 1.25::double as price, timestamptz '2025-01-01 10:00:00+00' as at, '5' as n
            union all select 3000000000, 2.0, null, '6'
            union all select 3, 1.239, null, '7'
            union all select 4, 1.0, null, 'x'
            """);

        store.Run();

        store.Query("select id, price, cast(\"at\" as varchar), n from raw.t").Should().Equal("1|1.25|2025-01-01 10:00:00|5");
        store.Query("select line_number, column_name, raw_value, reason from ops.rejects order by 1").Should().Equal(
            "2|id|3000000000|is BIGINT in the file and no integer without loss",
            "3|price|1.239|is DOUBLE in the file and no decimal(18,2) without loss",
            "4|n|x|is no whole number");
        store.ShouldBalance();
    }

    [Fact]
    public void Run_CutFile_WaitsAndDamagedFile_IsQuarantined()
    {
        using var store = Store(Column("id", "bigint", required: true));
        Make(store, "whole.parquet", "select range as id from range(1000)");
        var whole = File.ReadAllBytes(store.PathOf("whole.parquet"));
        store.Write("cut.parquet", whole[..(whole.Length / 2)]);
        var damaged = (byte[])whole.Clone();
        damaged.AsSpan(4, 40).Fill(0xEE);
        store.Write("damaged.parquet", damaged);
        store.Write("text.parquet", "id\n1\n");
        store.Write("empty.parquet", "");

        store.Run().HasFailures.Should().BeTrue();

        store.Query("select split_part(path, '/', 3), status from ops.files order by 1").Should().Equal(
            "cut.parquet|waiting", "damaged.parquet|quarantined", "empty.parquet|waiting", "text.parquet|quarantined", "whole.parquet|loaded");
        store.Query("select count(*) from raw.t").Should().Equal("1000");
    }

    [Fact]
    public void Run_MissingRequiredColumn_QuarantinesAndNamesTheNearest()
    {
        using var store = Store(Column("product_id", "bigint", required: true), Column("name"));
        Make(store, "x.parquet", "select 1 as produkt_id, 'a' as name");
        store.Run();
        store.Message("x.parquet").Should().Contain("Did you mean produkt_id?");
    }

    [Fact]
    public void Run_PathWithGlobCharactersAndPartitionNames_IsReadAlone()
    {
        using var store = Store(Column("id", "bigint"));
        Make(store, "plain.parquet", "select 1::bigint as id");
        Directory.Move(store.Sources[0].Folder, store.Sources[0].Folder + "=1[a]*");
        store.Sources[0] = store.Sources[0] with { Folder = store.Sources[0].Folder + "=1[a]*" };
        File.Move(store.PathOf("plain.parquet"), store.PathOf("a?'*.parquet"));
        store.Run().HasFailures.Should().BeFalse();
        store.Query("select id from raw.t").Should().Equal("1");
    }

    static TestStore Store(params SourceColumn[] columns) => new(Csv("t", columns) with { Format = SourceFormat.Parquet });

    static void Make(TestStore store, string file, string sql) =>
        store.Session.Execute($"copy ({sql}) to {SqlText.Text(store.PathOf(file))} (format parquet)");
}
