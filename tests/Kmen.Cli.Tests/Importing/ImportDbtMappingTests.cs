using System.Text.Json.Nodes;
using Kmen.Models.Files;

namespace Kmen.Cli.Tests.Importing;

public sealed class ImportDbtMappingTests : IDisposable
{
    readonly CompiledProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task Test_ThatAHeaderSaysAsExactly_StandsThere()
    {
        project.Test("pair", "dbt_utils.unique_combination_of_columns", null, new JsonObject { ["combination_of_columns"] = new JsonArray("person_id", "name") });
        project.Test("range", "dbt_utils.accepted_range", "visits", new JsonObject { ["min_value"] = 0, ["max_value"] = 10 });
        project.Test("open", "dbt_utils.accepted_range", "pages", new JsonObject { ["min_value"] = 0, ["inclusive"] = false }, ("where", "visits > 0"));
        project.Test("holds", "dbt_utils.expression_is_true", null, new JsonObject { ["expression"] = "pages >= visits" }, ("severity", "WARN"));
        project.Test("size", "dbt_utils.expression_is_true", "visits", new JsonObject { ["expression"] = "< 100" });

        await project.ImportAsync();

        project.Text("sql/marts/people_visits.sql").Should()
            .Contain("  - unique: [person_id, name]\n")
            .And.Contain("  - accepted_range: { column: visits, min: 0, max: 10 }\n")
            .And.Contain("  - expression: \"not coalesce((visits > 0), false) or (coalesce(pages > (0), true))\"\n")
            .And.Contain("  - expression: \"coalesce((pages >= visits), true)\"\n    severity: warn\n")
            .And.Contain("  - expression: \"coalesce((visits < 100), true)\"\n");
    }

    [Fact]
    public async Task Test_ThatCountsOtherwise_BecomesACheckWithItsBound()
    {
        project.Test("few_repeats", "unique", "name", [], ("error_if", "> 3"));
        project.Test("nullable", "unique", "name", []);
        project.Test("sum_of_repeats", "unique", "name", [], ("fail_calc", "sum(person_id)"), ("error_if", "> 3"));

        await project.ImportAsync();

        ModelFolder.Checks(project.Workspace).Select(check => check.Name).Should().Contain("nullable", because: "dbt lets null repeat, and Kmen does not");
        project.Text("sql/checks/few_repeats.sql").Should().Contain("\nwarn_if: \"!= 0\"\nerror_if: \"> 3\"\n*/\n").And.NotContain("failures");
        project.Text("sql/checks/sum_of_repeats.sql").Should().Contain("having sum(person_id) > 3").And.NotContain("error_if");
        project.Text("sql/marts/people_visits.sql").Should().NotContain("unique: [name]");
    }

    [Fact]
    public async Task Relationships_InACircle_AreCheckedAfterBothAreBuilt()
    {
        // people_visits reads stg_people; were stg_people to wait for people_visits, neither could be built.
        project.Test("back", "relationships", "person_id", new JsonObject { ["to"] = "ref('people_visits')", ["field"] = "person_id" });
        project.Change(json =>
        {
            json["nodes"]!["test.tiny.back"]!["attached_node"] = "model.tiny.stg_people";
            json["nodes"]!["test.tiny.back"]!["depends_on"]!["nodes"] = new JsonArray("model.tiny.stg_people", "model.tiny.people_visits");
        });

        await project.ImportAsync();

        project.Text("sql/staging/stg_people.sql").Should().NotContain("relationships");
        File.Exists(Path.Combine(project.Workspace, "sql/checks/back.sql")).Should().BeTrue();
    }

    [Fact]
    public async Task Materialisations_ThatKmenLacks_AreTablesAndTold()
    {
        project.Configure("price_list", ("materialized", "external"));
        project.Configure("visit_days", ("unique_key", null));
        project.Configure("page_views", ("materialized", "incremental"), ("unique_key", "visit_id"), ("incremental_strategy", "microbatch"));

        var said = await project.ImportAsync();

        said.Should().Contain("model price_list, materialized external").And.Contain("model visit_days, as incremental").And.Contain("Its strategy is microbatch");
        ModelFolder.Models(project.Workspace).Where(model => model.Name is "price_list" or "visit_days").Should().HaveCount(2).And.OnlyContain(model => model.Materialization == Materialization.Table);
    }

    [Fact]
    public async Task Schema_ThatKmenFillsItself_GetsAnotherName()
    {
        project.Configure("members", ("schema", "identity"));
        project.Configure("finance_orders_by_city", ("schema", "marts"));

        await project.ImportAsync();

        ModelFolder.Models(project.Workspace).Select(model => model.FullName).Should().Contain(["dbt_identity.members", "marts.orders_by_city", "marts.orders_by_city_main_finance"]);
        project.Text("sql/marts/orders_by_city_main_finance.sql").Should().Contain("from marts.orders_by_city");
    }

    [Fact]
    public async Task Source_OfADatabase_TakesItsColumnsFromTheCatalog()
    {
        project.Write(
            "dbt/target/catalog.json",
            """{ "sources": { "source.tiny.erp.invoices": { "columns": { "invoice_id": { "type": "INTEGER", "index": 1, "name": "invoice_id" }, "tags": { "type": "VARCHAR[]", "index": 2, "name": "tags" } } } } }""");

        var said = await project.ImportAsync();

        said.Should().Contain("copy \"erp\".\"invoices\" to 'incoming/erp_invoices/erp_invoices.parquet'");
        project.Text("kmen.yml").Should().Contain("  erp_invoices:\n    description: Only in the old database.\n    files: \"*.parquet\"\n    format: parquet\n");
        project.Text("sql/staging/erp_invoices.sql").Should().Contain("invoice_id,\n    tags::varchar[] as tags");
        project.Text("sql/finance/invoices.sql").Should().EndWith("select * from staging.erp_invoices as invoices\n");
    }

    [Fact]
    public async Task Project_OfAnotherEngine_IsImportedWithAWarning()
    {
        project.Change(json => json["metadata"]!["adapter_type"] = "snowflake");

        (await project.ImportAsync()).Should().Contain("the dialect of snowflake");
    }

    [Fact]
    public async Task Incremental_CompiledForNewRowsOnly_IsLeftOut()
    {
        project.Change(json => json["nodes"]!["model.tiny.visit_days"]!["compiled_code"] =
            "select visit_id, 1 as person_id, 3 as pages from \"tiny\".\"main\".\"stg_visits\" where visit_id > (select max(visit_id) from \"tiny\".\"main\".\"visit_days\")");

        (await project.ImportAsync()).Should().Contain("dbt compiled the branch of is_incremental()");

        File.Exists(Path.Combine(project.Workspace, "left-out/sql/marts/visit_days.sql")).Should().BeTrue();
        File.Exists(Path.Combine(project.Workspace, "sql/marts/visit_days.sql")).Should().BeFalse();
    }

    [Fact]
    public async Task Text_ThatOnlyStandsInTheCompiledFolder_IsFound()
    {
        project.Change(json => json["nodes"]!["model.tiny.members"]!["compiled_code"] = null);
        project.Write("dbt/target/compiled/tiny/models/marts/members.sql", "select person_id as member_id from \"tiny\".\"main\".\"stg_people\"");

        await project.ImportAsync();

        project.Text("sql/marts/members.sql").Should().EndWith("select person_id as member_id from staging.stg_people\n");
    }
}
