namespace Kmen.Examples.Tests;

public class EngineKnowsNoRetailerTests
{
    [Fact]
    public void Pipelines_ColumnNamesOfEveryWorkspace_StandNowhere() =>
        RetailerWords.UsedIn("pipelines", "*.cs", RetailerWords.OfWorkspaces().Except(RetailerWords.OfTheEngine)).Distinct()
            .Should().BeEmpty(because: "what is specific to a retailer belongs into sql/, models/ and kmen.yml");

    [Fact]
    public void ColumnNames_OfTheShippedWorkspaceAndBothExamples_AreAllLookedFor()
    {
        var names = RetailerWords.OfWorkspaces().Except(RetailerWords.OfTheEngine).ToList();

        names.Should().Contain(["loyalty_card", "order_total", "cookie_id", "stock_code", "InvoiceNo", "household_id", "coupon_upc"]);
        RetailerWords.UsedIn("sql", "*.sql", names).Should().HaveCountGreaterThan(100, because: "the same search finds them where they belong");
    }

    [Fact]
    public void EnginesOwnWords_EachOfThem_IsAColumnOfAWorkspaceOrOfTheContract() =>
        RetailerWords.OfTheEngine.Except(RetailerWords.OfWorkspaces()).Should().BeEquivalentTo(
            ["person_id", "source", "record_id", "as_of", "reason"], because: "a word is allowed only while it is needed");
}
