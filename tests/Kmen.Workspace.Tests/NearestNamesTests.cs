namespace Kmen.Workspace.Tests;

public sealed class NearestNamesTests
{
    [Theory]
    [InlineData("custmer_id", "Did you mean customer_id?")]
    [InlineData("CUSTOMER_ID", "Did you mean customer_id?")]
    [InlineData("customer", "Did you mean customer_id?")]
    [InlineData("orders", "Did you mean order_at or order_id?")]
    [InlineData("zzzzzzzz", null)]
    public void Question_MistypedName_NamesWhatIsNear(string name, string? question) =>
        NearestNames.Question(name, ["customer_id", "order_id", "order_at"]).Should().Be(question);
}
