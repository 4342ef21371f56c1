namespace Kmen.World.Tests;

public sealed class ConsentTests(SmallWorld small) : IClassFixture<SmallWorld>
{
    readonly ThrowAway world = small.World;

    [Fact]
    public void Mailings_EverySent_HadAMarketingConsentOfTheAddressAtThatMoment()
    {
        ILookup<string, (DateTime At, bool Given)> statements = world.Rows("consents")
            .Where(row => row[1] == "email" && row[3] == "marketing" && row[4] == "email")
            .ToLookup(row => row[2], row => (SmallWorld.Moment(row[6]), row[5] == "given"));
        string[][] sent = [.. world.Rows("email_events").Where(row => row[4] == "sent")];
        sent.Should().HaveCountGreaterThan(1000);
        foreach (string[] row in sent)
        {
            DateTime at = SmallWorld.Moment(row[1]);
            (DateTime At, bool Given)[] before = [.. statements[row[2]].Where(statement => statement.At < at)];
            before.Should().NotBeEmpty();
            before.OrderBy(statement => statement.At).ThenByDescending(statement => statement.Given).Last().Given.Should().BeTrue();
        }
    }

    [Fact]
    public void Unsubscriptions_AreWithdrawalsOfTheSameMoment()
    {
        HashSet<(string, string)> withdrawn = [.. world.Rows("consents").Where(row => row[5] == "withdrawn").Select(row => (row[2], row[6]))];
        string[][] unsubscribed = [.. world.Rows("email_events").Where(row => row[4] == "unsubscribed")];
        unsubscribed.Should().NotBeEmpty();
        withdrawn.Should().Contain(unsubscribed.Select(row => (row[2], row[1])));
    }

    [Fact]
    public void Consents_OfTheHistory_CoverPurposesAndChannelsAndLeaveManyWithout()
    {
        List<string[]> rows = world.Rows("consents");
        rows.Select(row => (row[1], row[3], row[4])).Distinct().Should().BeEquivalentTo(
        [
            ("email", "marketing", "email"), ("email", "personalisation", "email"), ("email", "service", "email"), ("phone", "marketing", "sms"),
            ("phone", "service", "sms"),
        ]);
        rows.Should().Contain(row => row[5] == "withdrawn");
        HashSet<string> given = [.. rows.Where(row => row[3] == "marketing" && row[1] == "email").Select(row => row[2])];
        string[][] customers = [.. world.Rows("customers").Where(row => row[5] != "")];
        double share = customers.Count(row => given.Contains(row[5].ToLowerInvariant())) / (double)customers.Length;
        share.Should().BeInRange(0.35, 0.65);
    }

    [Fact]
    public void MailEvents_OfOneMailing_ComeInTheirOrder()
    {
        foreach (IGrouping<(string, string), string[]> mailing in world.Rows("email_events").GroupBy(row => (row[2], row[3])))
        {
            Dictionary<string, DateTime> steps = mailing.ToDictionary(row => row[4], row => SmallWorld.Moment(row[1]));
            string[] order = ["sent", "delivered", "opened", "clicked"];
            order.Where(steps.ContainsKey).Select(step => steps[step]).Should().BeInAscendingOrder();
            steps.ContainsKey("delivered").Should().Be(!steps.ContainsKey("bounced") && steps.Count > 1 || steps.ContainsKey("opened"));
            steps.Keys.Should().Contain("sent");
        }
    }

    [Fact]
    public void Results_OfMailings_SayWhatTheEventsSay()
    {
        HashSet<(string, string)> clicked = [.. world.Rows("email_events").Where(row => row[4] == "clicked").Select(row => (row[2], row[3]))];
        List<string[]> results = world.Rows("campaign_results");
        results.Select(row => row[4]).Distinct().Should().BeEquivalentTo("opened", "clicked", "purchased", "bounced", "none");
        results.Where(row => row[4] is "clicked" or "purchased").Should().OnlyContain(row => clicked.Contains(new(row[2], row[1])));
        results.Should().OnlyContain(row => (row[4] == "purchased") == (SmallWorld.Money(row[5]) > 0));
    }
}
