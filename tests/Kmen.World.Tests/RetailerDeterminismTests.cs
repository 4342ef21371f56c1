namespace Kmen.World.Tests;

public sealed class RetailerDeterminismTests
{
    // Places do not follow from the seed; without messages and mess there are no rows of them.
    static readonly string[] Same = ["postcode_statistics", "messages_", "faults_"];

    // More persons than one chunk, so that threads can get in each other's way.
    static readonly WorldOptions Options = ThrowAway.Options(9000, 40);

    [Fact]
    public void History_OnOneAndOnManyThreads_IsTheSame()
    {
        using var one = new ThrowAway();
        using var many = new ThrowAway();
        Retailer.GenerateHistory(Options with { Threads = 1 }, one.Folders);
        Retailer.GenerateHistory(Options with { Threads = 3 }, many.Folders);
        many.Hashes().Should().Equal(one.Hashes());
    }

    [Fact]
    public void History_OfAnotherSeed_IsAnother()
    {
        using var first = new ThrowAway();
        using var second = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(3000, 20), first.Folders);
        Retailer.GenerateHistory(ThrowAway.Options(3000, 20) with { Seed = "another" }, second.Folders);
        SortedDictionary<string, string> others = second.Hashes();
        first.Hashes().Where(file => file.Key.Contains("2025-11-20") && !Same.Any(file.Key.Contains)).Should().HaveCountGreaterThan(28)
            .And.AllSatisfy(file => others[file.Key].Should().NotBe(file.Value, because: file.Key));
    }

    [Fact]
    public void History_MadeAgain_LeavesTheSameFiles()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(300, 20), world.Folders);
        SortedDictionary<string, string> first = world.Hashes();
        Retailer.GenerateHistory(ThrowAway.Options(300, 20), world.Folders);
        world.Hashes().Should().Equal(first);
    }

    [Fact]
    public void NextDay_MadeTwiceFromTheSameState_IsTheSame()
    {
        using var first = new ThrowAway();
        using var second = new ThrowAway();
        foreach (ThrowAway world in new[] { first, second })
        {
            Retailer.GenerateHistory(Options, world.Folders);
            Retailer.GenerateNextDay(world.Folders, world == first ? 1 : 2);
        }

        second.Hashes().Should().Equal(first.Hashes());
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("order_lines")]
    [InlineData("web_events")]
    [InlineData("email_events")]
    [InlineData("consents")]
    [InlineData("campaign_results")]
    [InlineData("customers")]
    [InlineData("app_events")]
    [InlineData("shop_receipts")]
    [InlineData("payments")]
    [InlineData("returns")]
    [InlineData("reviews")]
    [InlineData("support_tickets")]
    [InlineData("social_engagement")]
    [InlineData("loyalty_cards")]
    [InlineData("email_bounces")]
    [InlineData("bank_capacity")]
    [InlineData("travel_wishes")]
    [InlineData("travel_stays")]
    [InlineData("weather")]
    [InlineData("stock_changes")]
    [InlineData("persons")]
    [InlineData("households")]
    [InlineData("traits")]
    [InlineData("patterns")]
    [InlineData("churn")]
    public void HistoryAndDaysAfter_AgainstOneLongerHistory_HoldTheSameRows(string source)
    {
        (ThrowAway days, ThrowAway whole) = Pair.Value;
        List<string> expected = source == "customers" ? LastDump(whole) : whole.Lines(source);
        List<string> actual = source == "customers" ? LastDump(days) : days.Lines(source);
        expected.Should().HaveCountGreaterThan(20, because: "an empty comparison proves nothing");
        actual.Order(StringComparer.Ordinal).Should().Equal(expected.Order(StringComparer.Ordinal), because: "95 days are 90 and 5");
    }

    [Fact]
    public void NextDay_LeavesEarlierFilesAlone()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(500, 30), world.Folders);
        SortedDictionary<string, string> before = world.Hashes();
        WorldSummary summary = Retailer.GenerateNextDay(world.Folders);
        SortedDictionary<string, string> after = world.Hashes();
        before.Remove("world.json");
        after.Should().Contain(before);
        summary.ExportDate.Should().Be(new DateOnly(2025, 11, 21));
        after.Keys.Should().Contain("incoming/orders/orders_2025-11-21.csv.gz").And.Contain("truth/identities_2025-11-21.parquet");
    }

    [Fact]
    public void Customers_DayByDay_ComeAndChange()
    {
        (ThrowAway days, _) = Pair.Value;
        Dictionary<string, string>[] dumps = [.. days.Files("customers").Select(file => ThrowAway.Read(file, "customers").ToDictionary(row => row[..row.IndexOf(';')]))];
        dumps.Should().HaveCount(6);
        dumps[^1].Keys.Except(dumps[0].Keys).Should().NotBeEmpty(because: "some register every day");
        dumps[0].Keys.Except(dumps[^1].Keys).Should().BeEmpty(because: "accounts stay");
        dumps[0].Count(row => dumps[^1][row.Key] != row.Value).Should().BeGreaterThan(0, because: "e-mails, phones and addresses change");
    }

    static List<string> LastDump(ThrowAway world) => [.. ThrowAway.Read(world.Files("customers")[^1], "customers")];

    // Made once for all sources; the process's end takes the folders' content with the temporary folder.
    static readonly Lazy<(ThrowAway Days, ThrowAway Whole)> Pair = new(() =>
    {
        var days = new ThrowAway();
        var whole = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(3000, 90), days.Folders);
        for (int day = 0; day < 5; day++)
        {
            Retailer.GenerateNextDay(days.Folders);
        }

        Retailer.GenerateHistory(ThrowAway.Options(3000, 95) with { End = new DateOnly(2025, 11, 25) }, whole.Folders);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            days.Dispose();
            whole.Dispose();
        };
        return (days, whole);
    });
}
