namespace Kmen.World.Tests;

public sealed class TruthTests
{
    [Fact]
    public void NextPurchases_OfTheHistory_AreTheOrdersThatTheDaysAfterBring()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(4000, 60), world.Folders);
        Dictionary<string, string[]> foretold = world.Rows("next_purchases").ToDictionary(row => row[0]);
        for (int day = 0; day < 6; day++)
        {
            Retailer.GenerateNextDay(world.Folders);
        }

        Dictionary<string, string> persons = world.Rows("identities").Where(row => row[0] == "order").ToDictionary(row => row[1], row => row[2]);
        string begin = foretold.Values.First()[1];
        string end = SmallWorld.Moment(begin).AddDays(6).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        Dictionary<string, string> came = world.Rows("orders").Where(row => row[8] == "completed" && string.CompareOrdinal(row[1], begin) >= 0)
            .GroupBy(row => persons[row[0]]).Where(group => foretold.ContainsKey(group.Key)).ToDictionary(group => group.Key, group => group.Min(row => row[1])!);
        Dictionary<string, string> expected = foretold.Values.Where(row => row[2].Length > 0 && string.CompareOrdinal(row[2], end) < 0).ToDictionary(row => row[0], row => row[2]);
        expected.Should().HaveCountGreaterThan(20);
        came.Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void NextPurchases_AfterADay_AreSaidAnewOfThoseWhoBought()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(4000, 60), world.Folders);
        Retailer.GenerateNextDay(world.Folders);
        ILookup<string, string[]> rows = world.Rows("next_purchases").ToLookup(row => row[0]);
        string[][] again = [.. rows.Where(group => group.Count() == 2).Select(group => group.Last())];
        again.Should().NotBeEmpty();
        again.Should().OnlyContain(row => row[2].Length == 0 || string.CompareOrdinal(row[2], row[1]) >= 0);
    }

    [Fact]
    public void Persons_OfTheTruth_HaveAHouseholdTraitsChurnAndEffectsOfEveryTreatment()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(2000, 30), world.Folders);
        List<string[]> persons = world.Rows("persons");
        HashSet<string> households = [.. world.Rows("households").Select(row => row[0])];
        persons.Should().OnlyContain(row => households.Contains(row[1]));
        households.Should().BeEquivalentTo(persons.Select(row => row[1]).Distinct());
        string[] ids = [.. persons.Select(row => row[0])];
        world.Rows("traits").Select(row => row[0]).Should().BeEquivalentTo(ids);
        world.Rows("churn").Select(row => row[0]).Should().BeEquivalentTo(ids);
        world.Rows("best_policy").Select(row => row[0]).Should().BeEquivalentTo(ids);
        world.Rows("effects").Should().HaveCount(ids.Length * 8);
        persons.Select(row => row[6]).Should().Contain("SK").And.Contain("CZ");
        world.Rows("churn").Select(row => row[2]).Distinct().Should().BeEquivalentTo("lost_interest", "silent_leaving", "died");
    }
}
