using System.Globalization;

namespace Kmen.Examples.Tests.OnlineRetail;

public class OnlineRetailTests(OnlineRetailYear year) : IClassFixture<OnlineRetailYear>
{
    [DataFact]
    public void Ingest_ThirteenMonths_LoadsOneFileAMonthAndLosesNoLine()
    {
        year.FilesLoaded.Should().HaveCount(13).And.OnlyContain(files => files == 1, because: "the export of a later month is not there yet");
        Query("select count(*), sum(rows_read), sum(rows_loaded), sum(rows_rejected), sum(rows_duplicate) from ops.files")
            .Should().Equal("13|541909|541909|0|0");
        Query("select path from ops.files where rows_read <> rows_loaded + rows_rejected + rows_duplicate or status <> 'loaded'").Should().BeEmpty();
    }

    [DataFact]
    public void SalesLines_AtTheEnd_AreThePublishedFigures() =>
        Query("select count(*), count(distinct invoice_id), count(distinct customer_id), sum(line_amount) from marts.sales_lines")
            .Should().Equal("397884|18532|4338|8911407.90");

    [DataFact]
    public void InvoiceLines_ReturnsRepeatsAndLinesWithoutCustomer_AreKeptAndFlagged() =>
        Query(
            """
            select count(*), count_if(not has_customer), count_if(kind = 'cancellation'), count_if(is_repeat), count(distinct invoice_id), count(distinct customer_id)
            from marts.invoice_lines
            """)
            .Should().Equal("541909|135080|9288|5268|25900|4372");

    [DataFact]
    public void InvoiceLines_Amounts_AreThoseOfTheFiles() =>
        Query("select kind, count(*), sum(line_amount) from marts.invoice_lines group by kind order by kind").Should().Equal(Query(
            $"""
            select case when InvoiceNo[1] = 'C' then 'cancellation' when InvoiceNo[1] = 'A' then 'adjustment' when Quantity::int < 0 then 'stock_correction'
                when UnitPrice::double = 0 then 'free' else 'sale' end as kind,
                count(*), round(sum(Quantity::int * UnitPrice::decimal(18, 4)), 2)::decimal(18, 2)
            from {Files} group by kind order by kind
            """));

    [DataFact]
    public void Rfm_AtTheEnd_EqualsABareQueryOverTheFiles()
    {
        Query("select count(*), sum(recency_days), sum(frequency), sum(monetary_amount), max(monetary_amount) from marts.features_rfm")
            .Should().Equal("4338|403692|18532|8911407.90|280206.02");
        Query(
            $"""
            with bare as (
                select CustomerID::double::bigint as customer_id, timestamp '2011-12-10'::date - max(InvoiceDate::timestamp)::date as recency,
                    count(distinct InvoiceNo) as frequency, round(sum(Quantity::int * UnitPrice::decimal(18, 4)), 2)::decimal(18, 2) as monetary
                from {Files}
                where CustomerID is not null and InvoiceNo not like 'C%' and Quantity::int > 0 and UnitPrice::double > 0
                group by CustomerID
            )
            select bare.*, rfm.*
            from bare full join (select * from marts.features_rfm join marts.person using (person_id)) rfm using (customer_id)
            where (rfm.recency_days, rfm.frequency, rfm.monetary_amount) is distinct from (bare.recency, bare.frequency, bare.monetary)
                or rfm.as_of <> timestamp '2011-12-10'
            """)
            .Should().BeEmpty();
    }

    [DataFact]
    public void Model_AtTheEnd_IsJudgedBesideItsBaselineWithIntervals()
    {
        var row = Query(
            """
            select is_published, refusal is null, training_rows, holdout_rows, auc_lower, auc, auc_upper, baseline_auc_lower, baseline_auc, baseline_auc_upper,
                gain_lower, gain, gain_upper
            from predictions.models where model = 'purchase_30d'
            """).Should().ContainSingle().Subject.Split('|');
        var figures = row[2..].Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();

        figures[0].Should().BeGreaterThan(5_000);
        figures[1].Should().BeGreaterThan(5_000);
        figures[2..5].Should().BeInAscendingOrder().And.OnlyContain(auc => auc > 0.6 && auc < 0.95);
        figures[5..8].Should().BeInAscendingOrder().And.OnlyContain(auc => auc > 0.6 && auc < 0.95);
        figures[8..].Should().BeInAscendingOrder();
        row[0].Should().Be(row[1], because: "what is not refused is published").And.Be((figures[8] > 0 ? "true" : "false"), because: "the gate is a gain above zero");
        Query("select count(*), min(score) > 0 and max(score) < 1, count_if(reason_1 is null) from predictions.scores").Should().Equal("4338|true|0");
    }

    [DataFact]
    public void Audiences_AtTheEnd_HaveMembersThatNoChannelCanReach()
    {
        Query("select audience from audiences.consent_proof where purpose = 'analysis' and channel is null and members > 0 order by audience")
            .Should().Equal("champions", "frequent_returners", "lapsing", "likely_buyers", "new_customers");
        Query("select count(*) from audiences.membership where address is not null or reason is null").Should().Equal("0");
    }

    [DataFact]
    public void Nights_OneAfterTheOther_KeepPersonsAndRecordWhoCameAndWent()
    {
        var before = Query("select record_id, person_id from identity.person_records order by record_id", year.Nights[0]);

        Query("select record_id, person_id from identity.person_records order by record_id").Should().Contain(before);
        Query("select entered_at from audiences.membership where audience = 'champions' group by entered_at order by entered_at")
            .Should().Equal("2011-12-01 00:00:00", "2011-12-10 00:00:00");
        Query("select count(*) > 0 from audiences.membership where audience = 'new_customers' and left_at = timestamp '2011-12-10'").Should().Equal("true");
    }

    [DataFact]
    public void Night_OfAnEarlierMonth_KnewNothingOfLaterOnes() =>
        Query("select (select max(invoiced_at) from marts.invoice_lines) < timestamp '2011-12-01', (select max(as_of) from marts.as_of)", year.Nights[0])
            .Should().Equal("true|2011-12-01 00:00:00");

    string Files => $"read_csv('{year.Files}/*.csv.gz', all_varchar = true)";

    IReadOnlyList<string> Query(string sql, string night = "current") => year.Workspace.Query(sql, night);
}
