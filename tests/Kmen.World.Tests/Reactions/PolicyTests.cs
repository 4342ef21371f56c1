using System.Globalization;
using Xunit.Abstractions;

namespace Kmen.World.Tests.Reactions;

/// <summary>Policies sent through the channels, day after day, and what the exports say of them.</summary>
public sealed class PolicyTests(ITestOutputHelper output)
{
    const double Margin = 0.30;

    [Fact]
    public void Policies_OverEightDays_NobodyEverybodyAndTheBest_DifferAsTheyShould() => Compare(2000, 8, false);

    [PolicyTrialFact]
    public void Policies_OverSixtyDays_NobodyEverybodyAndTheBest_DifferAsTheyShould() => Compare(20_000, 60, true);

    void Compare(int persons, int days, bool isTrial)
    {
        Outcome nobody = Run(persons, days, "nobody");
        Outcome everybody = Run(persons, days, "everybody");
        Outcome best = Run(persons, days, "best");
        foreach (Outcome outcome in new[] { nobody, everybody, best })
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome}"));
        }

        nobody.Messages.Should().Be(0);
        everybody.Left.Should().BeGreaterThan(best.Left * 2, because: "a message a day drives people away");
        everybody.Refused.Should().BeGreaterThan(best.Refused * 2);
        best.Orders.Should().BeGreaterThan(nobody.Orders);
        best.Orders.Should().BeGreaterThan(everybody.Orders);
        if (isTrial)
        {
            // What few orders bring is chance: some are a hundred times as dear as others.
            best.Profit.Should().BeGreaterThan(nobody.Profit).And.BeGreaterThan(everybody.Profit);
            everybody.Profit.Should().NotBeApproximately(nobody.Profit, nobody.Profit * 0.003m);
        }
    }

    static Outcome Run(int persons, int days, string policy)
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(persons, 20), world.Folders);
        string[] addresses = ChannelTests.Addresses(world);
        Dictionary<string, string> owner = world.Rows("identities").Where(row => row[0] == "email").GroupBy(row => row[1]).ToDictionary(group => group.Key, group => group.First()[2]);
        Dictionary<string, string> choice = world.Rows("best_policy").ToDictionary(row => row[0], row => row[1]);
        Directory.CreateDirectory(world.Folders.Channels);
        for (int day = 0; day < days; day++)
        {
            string at = new DateOnly(2025, 11, 20).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T08:00:00Z";
            IEnumerable<string> lines = policy switch
            {
                "everybody" => addresses.Select(address => Line(at, address, "reminder")),
                "best" when day % 15 == 0 => addresses.Where(address => choice[owner[address]] != "none").Select(address => Line(at, address, choice[owner[address]])),
                _ => [],
            };
            File.AppendAllLines(Path.Combine(world.Folders.Channels, "policy.jsonl"), lines);
            Retailer.GenerateNextDay(world.Folders);
        }

        List<string[]> orders = [.. world.Rows("orders").Where(row => row[8] == "completed" && string.CompareOrdinal(row[1], "2025-11-20 08:00:00") > 0)];
        List<string[]> messages = policy == "nobody" ? [] : world.Rows("messages");
        decimal calls = messages.Count(row => row[2] == "support_call") * 40m;
        decimal revenue = orders.Sum(row => SmallWorld.Money(row[9]));
        decimal discounts = world.Rows("order_lines").Join(orders, line => line[0], order => order[0], (line, _) => SmallWorld.Money(line[5])).Sum();

        // Goods cost seventy of a hundred of the list price, whatever the discount.
        decimal profit = ((revenue + discounts) * (decimal)Margin) - discounts - calls - (messages.Count * 0.10m);
        return new Outcome(policy, messages.Count, orders.Count, profit, messages.Count(row => row[7] == "true"), messages.Count(row => row[8] == "true"));
    }

    static string Line(string at, string address, string treatment) =>
        $$"""{"sent_at":"{{at}}","channel":"{{(treatment == "support_call" ? "call" : "email")}}","address":"{{address}}","treatment":"{{treatment}}"}""";

    sealed record Outcome(string Policy, int Messages, int Orders, decimal Profit, int Left, int Refused);
}
