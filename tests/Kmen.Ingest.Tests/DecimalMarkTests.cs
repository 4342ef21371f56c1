using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class DecimalMarkTests
{
    [Fact]
    public void Run_NumbersWithADecimalComma_AreCheckedAsSuchAndKeptAsSent()
    {
        using var store = new TestStore(Csv("t", Column("n", "bigint"), Column("amount", "decimal(18,2)"), Column("size", "double")) with { Delimiter = ';', DecimalMark = ',' });
        store.Write("x.csv", "n;amount;size\n1;12,50;-0,5\n2;12.50;1\n3;-3,125;1\n4;7;1,5e3\n5;x;1\n");

        store.Run();

        store.Query("select n, amount, size from raw.t order by 1").Should().Equal("1|12,50|-0,5", "4|7|1,5e3");
        store.Query("select line_number, column_name, raw_value from ops.rejects order by 1").Should().Equal("3|amount|12.50", "4|amount|-3,125", "6|amount|x");
        store.ShouldBalance();
    }
}
