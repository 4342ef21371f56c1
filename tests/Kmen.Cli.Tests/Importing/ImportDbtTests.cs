using Kmen.Models.Files;
using Kmen.Models.Testing;
using Kmen.Workspace;

namespace Kmen.Cli.Tests.Importing;

public sealed class ImportDbtTests(ImportedProject project) : IClassFixture<ImportedProject>
{
    [Fact]
    public void Workspace_OfAnImport_RunsWithItsTestsAndUnitTests()
    {
        project.RunCode.Should().Be(ExitCode.Done, because: project.RunError);
        project.RunError.Should().Contain("OK built unit tests").And.Contain("OK published");
    }

    // What dbt 1.10 with dbt-duckdb 1.9 made of the same project.
    [Theory]
    [InlineData("marts.people_visits", "1,Anna,1980-02-29,2,8", "2,\"O'Neil, Petr\",1991-12-01,1,1", "3,,,0,0")]
    [InlineData("marts.visit_days", "10,1,2026-01-05,3", "11,1,2026-01-06,5", "12,2,2026-01-06,1", "13,,2026-01-07,2")]
    [InlineData("marts.members", "1,Anna,1.7", "3,,")]
    [InlineData("marts.orders_by_city", "Brno,60200,2", "Praha,01000,1")]
    [InlineData("marts.page_views", "10,3", "11,5", "12,1", "13,2")]
    [InlineData("marts.people_now", "1,Brno,2026-01-01 10:00:00", "2,Praha,2026-01-02 11:30:00", "3,Brno,2026-01-03 00:00:00")]
    [InlineData("finance.orders_by_city", "Brno,2", "Praha,1")]
    [InlineData("finance.price_list", "a,10.5,2026-01-01", "b,3,2026-01-01")]
    public async Task Table_OfAnImport_HoldsTheRowsOfDbt(string table, params string[] rows) =>
        (await project.RowsAsync($"from {table} order by all")).Should().Equal(rows);

    [Fact]
    public async Task Snapshot_OfAnImport_HasTheColumnsAndKeysOfDbt()
    {
        (await project.RowsAsync("select person_id, dbt_scd_id, dbt_valid_from, dbt_valid_to from marts.people_history order by 1")).Should().Equal(
            "1,63c33d7f9e4dda72e669f010319e8bb2,2026-01-01 10:00:00,", "2,faccb8d4773995eaefa445c2231938c7,2026-01-02 11:30:00,", "3,ea37a4957a6be1f6f8717c746065c4c4,2026-01-03 00:00:00,");
        (await project.RowsAsync("select city, zip, dbt_valid_from, dbt_valid_to from snapshots.cities_history order by 1")).Should().Equal("Brno,60200,2026-01-10 00:00:00,", "Praha,01000,2026-01-10 00:00:00,");
    }

    [Fact]
    public void Headers_OfAnImport_SayWhatDbtsYamlSaid()
    {
        var models = ModelFolder.Models(project.Workspace).ToDictionary(model => model.FullName);
        var visits = models["marts.people_visits"];
        visits.Description.Should().Be("One row a person, with their visits.\n\nQuotes: \"a\" and 'b', a comment's end */ and a colon: here.");
        visits.Columns.Should().Contain("Born \"On\"", "Born on; odd on purpose.").And.NotContainKey("gone", because: "the model does not make it");
        (visits.Owner, visits.Tags.Single()).Should().Be(("ann", "daily"));
        visits.Tests.Select(test => (test.Kind, test.Severity)).Should().BeEquivalentTo(
            [("expression", TestSeverity.Warn), ("not_null", TestSeverity.Error), ("relationships", TestSeverity.Error), ("unique", TestSeverity.Error)]);
        models["marts.visit_days"].Should().Match<Model>(model => model.Materialization == Materialization.Incremental && model.Grain.Single() == "visit_id");
        models["marts.people_history_versions"].Snapshot!.UpdatedAt.Should().Be("changed_at");
        models["snapshots.cities_history_versions"].Snapshot!.Compare.Should().Equal("zip");
        models["finance.orders_by_city"].Contract.Should().Equal(new Dictionary<string, string> { ["city"] = "varchar", ["people"] = "bigint" });
        models["staging.web_visits"].Tests.Select(test => test.Kind).Should().Contain("freshness");
    }

    [Fact]
    public void Bounds_OfATest_StayWhatTheyWere()
    {
        var bounded = ModelFolder.Models(project.Workspace).Single(model => model.Name == "visit_days").Tests.Single(test => test.Kind == "expression");

        new[] { 0, 1, 5, 6 }.Select(failing => bounded.Judge(failing, 100)).Should().Equal("passed", "warned", "warned", "failed");
    }

    [Fact]
    public void Text_OfAModel_KeepsItsCommentsAndLiterals() =>
        project.Text("sql/staging/stg_visits.sql").Should().Contain("-- not a reference: \"tiny\".\"main\".\"people\"").And.Contain("<> '\"tiny\".\"main\".\"people\"'").And.Contain("from staging.web_visits");

    [Fact]
    public void Checks_OfAnImport_KeepTheirSeverity()
    {
        ModelFolder.Checks(project.Workspace).Select(check => $"{check.Name} {check.Bounds.Severity}").Should()
            .Equal("few_guests Warn", "positive_people_visits_person_id Error", "positive_people_visits_visits Warn", "unique_visit_days_person_id Warn", "visits_have_people Error");
    }

    [Theory]
    [InlineData("source erp.invoices")]
    [InlineData("source erp.payments")]
    [InlineData("model invoice_totals")]
    [InlineData("model python_model")]
    [InlineData("model people_visits, description of gone")]
    [InlineData("model people_visits, meta")]
    [InlineData("snapshot people_history, hard_deletes: ignore")]
    [InlineData("versions so far of snapshots: people_history, cities_history")]
    [InlineData("views that are tables now: members")]
    [InlineData("unit test only new days")]
    [InlineData("exposures: dashboard")]
    [InlineData("hooks: tiny-on-run-start-0, tiny-on-run-start-1, tiny-on-run-start-2")]
    public void Part_ThatWasNotCarriedOver_IsToldOnTheScreenAndInTheReport(string what)
    {
        project.Said.Should().Contain("\n  " + what);
        project.Text("IMPORT.md").Should().Contain($"\n| {what} |");
    }

    [Fact]
    public void Model_WithoutItsInputs_WaitsBesideTheWorkspace() =>
        project.Text("left-out/sql/finance/invoice_totals.sql").Should().EndWith("*/\nselect count(*) as invoices from finance.invoices\n");
}
