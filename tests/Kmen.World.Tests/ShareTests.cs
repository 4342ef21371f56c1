namespace Kmen.World.Tests;

public sealed class ShareTests(SmallWorld small) : IClassFixture<SmallWorld>
{
    readonly ThrowAway world = small.World;

    [Theory]
    [InlineData("web_events", 20)]
    [InlineData("order_lines", 4)]
    [InlineData("email_events", 6)]
    public void Rows_APersonIn400Days_AreAboutWhatIsDocumented(string source, double expected)
    {
        double rows = small.Summary.Sources.Single(made => made.Name == source).Rows;
        (rows / 4000 * 2).Should().BeInRange(expected * 0.75, expected * 1.25);
    }

    [Fact]
    public void Customers_OfTheHistory_HaveTheSharesThatIdentityNeeds()
    {
        List<string[]> truth = world.Rows("identities");
        double persons = world.Rows("persons").Count;
        double Shared(string kind) => truth.Where(row => row[0] == kind).GroupBy(row => row[1]).Count(group => group.Select(row => row[2]).Distinct().Count() > 1) / persons;
        Shared("email").Should().BeInRange(0.002, 0.05);
        Shared("phone").Should().BeInRange(0.002, 0.06);
        double doubles = truth.Where(row => row[0] == "customer").GroupBy(row => row[2]).Count(group => group.Select(row => row[1]).Distinct().Count() > 1) / persons;
        doubles.Should().BeInRange(0.002, 0.05);
        truth.Where(row => row[0] == "cookie").GroupBy(row => row[2]).Average(group => group.Select(row => row[1]).Distinct().Count()).Should().BeInRange(1.2, 6);
    }

    // The first 400 days bring a fifth of the world's persons; 200 days half of them.
    [Fact]
    public void Persons_MetByTheEnd_AreNineInTen() => world.Rows("persons").Should().HaveCount(3600);

    // What a model must be able to learn: a cart in the last week says more than having bought before.
    [Fact]
    public void Purchase_InTheNext30Days_IsLikelierAfterACartInTheLast7()
    {
        var cut = new DateTime(2025, 10, 1, 0, 0, 0, DateTimeKind.Utc);
        Dictionary<string, string> persons = world.Rows("identities").Where(row => row[0] is "cookie" or "order").GroupBy(row => row[1]).ToDictionary(group => group.Key, group => group.First()[2]);
        var carted = new HashSet<string>();
        foreach (string line in world.Lines("web_events"))
        {
            using var row = System.Text.Json.JsonDocument.Parse(line);
            DateTime at = row.RootElement.GetProperty("event_at").GetDateTime();
            if (row.RootElement.GetProperty("type").GetString() == "cart" && at < cut && at >= cut.AddDays(-7))
            {
                carted.Add(persons[row.RootElement.GetProperty("cookie_id").GetString()!]);
            }
        }

        List<string[]> orders = world.Rows("orders");
        HashSet<string> Buyers(DateTime from, DateTime to) =>
            [.. orders.Where(row => SmallWorld.Moment(row[1]) >= from && SmallWorld.Moment(row[1]) < to).Select(row => persons[row[0]])];
        HashSet<string> earlier = Buyers(cut.AddDays(-90), cut);
        HashSet<string> later = Buyers(cut, cut.AddDays(30));
        double all = later.Count / 3600.0;
        double ofBuyers = earlier.Count(later.Contains) / (double)earlier.Count;
        double ofCarts = carted.Count(later.Contains) / (double)carted.Count;
        carted.Count.Should().BeGreaterThan(30);
        ofBuyers.Should().BeGreaterThan(all * 1.3, because: "rates differ between people");
        ofCarts.Should().BeGreaterThan(ofBuyers * 1.3, because: "a cart is nearer to a purchase than a purchase is to the next");
    }
}
