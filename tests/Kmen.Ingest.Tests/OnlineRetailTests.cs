using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class OnlineRetailTests
{
    [DataFact]
    public void Run_ThirteenMonthlyExports_LosesNoRow()
    {
        var source = Csv(
            "lines", Column("invoice", required: true, header: "InvoiceNo"), Column("stock_code", required: true, header: "StockCode"),
            Column("description", header: "Description"), Column("quantity", "integer", true, header: "Quantity"),
            Column("invoiced_at", "timestamp", true, header: "InvoiceDate"), Column("unit_price", "decimal(18,4)", true, header: "UnitPrice"),
            Column("customer_id", "bigint", header: "CustomerID"), Column("country", header: "Country"));
        using var store = new TestStore(source with { Files = "online_retail_*.csv.gz" });
        store.Sources[0] = store.Sources[0] with { Folder = Path.Combine(DataFolder.Path!, "online_retail") };

        var result = store.Run().Sources.Single();

        result.FilesLoaded.Should().Be(13);
        result.RowsRead.Should().Be(541_909);
        (result.RowsLoaded + result.RowsRejected).Should().Be(541_909);
        result.RowsRejected.Should().Be(0);
        store.Query("select count(*) filter (customer_id is null), count(*) filter (invoice like 'C%') from raw.lines").Should().Equal("135080|9288");
        store.Query(
            """
            select count(*), round(sum(quantity::integer * unit_price::decimal(18,4)), 2)::varchar from raw.lines
            where customer_id is not null and invoice not like 'C%' and quantity::integer > 0 and unit_price::decimal(18,4) > 0
            """).Should().Equal("397884|8911407.90");
        store.ShouldBalance();
        store.Run().Changed.Should().BeFalse();
    }
}
