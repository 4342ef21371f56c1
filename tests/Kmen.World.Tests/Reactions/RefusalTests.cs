namespace Kmen.World.Tests.Reactions;

public sealed class RefusalTests
{
    // A tool that heeds no refusal: a message a day to everyone, whatever they said.
    [Fact]
    public void Refusals_OfThoseWhoAreWrittenToAllTheSame_ComeOnce()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(4000, 120), world.Folders);
        string[] addresses = ChannelTests.Addresses(world);
        for (int day = 0; day < 15; day++)
        {
            int number = day;
            ChannelTests.WriteBatch(world, number + 1, $"daily_{number}", addresses.Select((address, i) => $"upsert,{i},email,{address},Eva"));
            Retailer.GenerateNextDay(world.Folders);
        }

        HashSet<(string Address, string At)> links = [.. world.Rows("email_events").Where(row => row[4] == "unsubscribed").Select(row => (row[2], row[1]))];
        world.Rows("email_bounces").Count(row => row[4] == "opt_out").Should().Be(links.Count);
        int refusals = 0;
        foreach (IGrouping<string, string[]> address in world.Rows("consents").Where(row => row[1] == "email" && row[3] == "marketing").GroupBy(row => row[2]))
        {
            string[] before = [];
            foreach (string[] statement in address.OrderBy(row => row[6], StringComparer.Ordinal))
            {
                bool isRefusal = links.Contains((statement[2], statement[6]));
                refusals += isRefusal ? 1 : 0;
                (isRefusal && before is [.., "withdrawn", _]).Should().BeFalse(because: "nothing is left to refuse");
                before = statement;
            }
        }

        refusals.Should().Be(links.Count).And.BeGreaterThan(100);
        links.Select(it => it.Address).Should().HaveCountGreaterThan(100);
    }
}
