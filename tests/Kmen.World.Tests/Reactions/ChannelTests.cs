using System.Globalization;
using System.Text.Json;

namespace Kmen.World.Tests.Reactions;

public sealed class ChannelTests
{
    [Fact]
    public void FolderOfADestination_WithEntries_IsAnsweredByOpensClicksAndResultsOfThatAudience()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(2500, 20), world.Folders);
        string[] addresses = Addresses(world);
        WriteBatch(world, 1, "win_back", addresses.Select((address, i) => $"upsert,{i},email,{address},Eva"));
        for (int day = 0; day < 9; day++)
        {
            Retailer.GenerateNextDay(world.Folders);
        }

        ILookup<string, string[]> events = world.Rows("email_events").Where(row => row[3] == "win_back").ToLookup(row => row[4]);
        events["sent"].Select(row => row[2]).Should().BeEquivalentTo(addresses, because: "each is sent one message, on one day");
        events["sent"].Should().OnlyContain(row => row[1].StartsWith("2025-11-20", StringComparison.Ordinal));
        events["opened"].Count().Should().BeGreaterThan(addresses.Length / 10);
        events["clicked"].Count().Should().BeInRange(1, events["opened"].Count());
        events["unsubscribed"].Should().NotBeEmpty();
        HashSet<(string, string)> withdrawn = [.. world.Rows("consents").Where(row => row[5] == "withdrawn").Select(row => (row[2], row[6]))];
        withdrawn.Should().Contain(events["unsubscribed"].Select(row => (row[2], row[1])));
        world.Rows("campaign_results").Where(row => row[1] == "win_back").Should().HaveCount(addresses.Length).And.Contain(row => row[4] == "purchased");
        world.Rows("messages").Should().HaveCount(addresses.Length).And.OnlyContain(row => row[2] == "retention_offer");
    }

    [Fact]
    public void NextDay_WithChangesReadBefore_SendsNothingTwice()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(600, 20), world.Folders);
        string[] addresses = [.. Addresses(world).Take(20)];
        WriteBatch(world, 1, "welcome", addresses.Take(10).Select((address, i) => $"upsert,{i},email,{address},Eva"));
        Retailer.GenerateNextDay(world.Folders);
        WriteBatch(world, 2, "welcome", addresses.Select((address, i) => i == 0 ? $"remove,0,email,{address}," : $"upsert,{i},email,{address},Jana"));
        Retailer.GenerateNextDay(world.Folders);
        Retailer.GenerateNextDay(world.Folders);
        WriteBatch(world, 3, "welcome", [$"upsert,0,email,{addresses[0]},Eva"]);
        Retailer.GenerateNextDay(world.Folders);
        world.Rows("messages").GroupBy(row => row[4][..10]).ToDictionary(day => day.Key, day => day.Count()).Should().BeEquivalentTo(
            new Dictionary<string, int> { ["2025-11-20"] = 10, ["2025-11-21"] = 10, ["2025-11-23"] = 1 }, because: "an update is no entry, a return is");
    }

    [Fact]
    public void LinesOfAReceiver_AsMessagesOrBatches_AreRead()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(600, 20), world.Folders);
        string[] addresses = [.. Addresses(world).Take(4)];
        Directory.CreateDirectory(world.Folders.Channels);
        string batch = JsonSerializer.Serialize(new
        {
            destination = "crm", audience = "vip", batch_id = "b1",
            operations = new[] { new { operation = "upsert", external_id = "7", address = addresses[2].ToUpperInvariant(), fields = new { first_name = "Eva" } } },
        });
        File.WriteAllLines(Path.Combine(world.Folders.Channels, "tool.jsonl"),
        [
            $$"""{"sent_at":"2025-11-20T07:00:00Z","channel":"email","address":"{{addresses[0]}}","campaign":"spring","treatment":"reminder"}""",
            """{"sent_at":"2025-11-20T07:00:00Z","channel":"email","address":"nobody@mail.example","campaign":"spring","treatment":"reminder"}""",
            batch,
            batch,
            $$"""{"sent_at":"2025-11-21T07:00:00Z","channel":"call","address":"{{addresses[1]}}","treatment":"support_call"}""",
        ]);
        File.WriteAllText(Path.Combine(world.Folders.Channels, "treatments.csv"), "audience,treatment\nvip,social_proof\n");
        Retailer.GenerateNextDay(world.Folders);
        world.Rows("messages").Select(row => (row[2], row[3])).Should().BeEquivalentTo([("reminder", "spring"), ("social_proof", "vip")], because: "one line is of a later day");
        Retailer.GenerateNextDay(world.Folders);
        world.Rows("messages").Select(row => row[2]).Should().BeEquivalentTo("reminder", "social_proof", "support_call");
    }

    [Theory]
    [InlineData("tool.jsonl", "{\"sent_at\":\"soon\"}", "*line 1*sent_at is \"soon\"*")]
    [InlineData("tool.jsonl", "{\"sent_at\":\"2025-11-20T07:00:00Z\",\"treatment\":\"hypnosis\"}", "*hypnosis*must be one of newsletter, reminder*")]
    [InlineData("tool.jsonl", "not json", "*line 1 is no JSON*")]
    [InlineData("treatments.csv", "audience,treatment\nvip,hypnosis", "*vip,hypnosis names no treatment*")]
    public void Channels_WithSomethingUnreadable_SayWhatAndWhere(string file, string text, string message)
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(200, 10), world.Folders);
        Directory.CreateDirectory(world.Folders.Channels);
        File.WriteAllText(Path.Combine(world.Folders.Channels, file), text);
        Action act = () => Retailer.GenerateNextDay(world.Folders);
        act.Should().Throw<WorldException>().WithMessage(message);
    }

    [Fact]
    public void Reactions_MadeAgainOnOtherThreads_AreTheSame()
    {
        using var first = new ThrowAway();
        using var second = new ThrowAway();
        foreach ((ThrowAway world, int threads) in new[] { (first, 1), (second, 3) })
        {
            Retailer.GenerateHistory(ThrowAway.Options(5000, 20), world.Folders);
            WriteBatch(world, 1, "win_back", Addresses(world).Select((address, i) => $"upsert,{i},email,{address},Eva"));
            Retailer.GenerateNextDay(world.Folders, threads);
            Retailer.GenerateNextDay(world.Folders, threads);
        }

        second.Hashes().Should().Equal(first.Hashes());
    }

    /// <summary>Own addresses of people with a marketing consent; those that nobody else uses, so that each is one person's.</summary>
    internal static string[] Addresses(ThrowAway world)
    {
        HashSet<string> shared = [.. world.Rows("identities").Where(row => row[0] == "email").GroupBy(row => row[1]).Where(group => group.Count() > 1).Select(group => group.Key)];
        return [.. world.Rows("consents").Where(row => row[3] == "marketing" && row[1] == "email" && row[5] == "given").Select(row => row[2]).Where(it => !shared.Contains(it)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>As a folder destination writes it: a file of changes, and a manifest.</summary>
    internal static void WriteBatch(ThrowAway world, int sequence, string audience, IEnumerable<string> rows)
    {
        string folder = Directory.CreateDirectory(Path.Combine(world.Folders.Outgoing, "email")).FullName;
        string name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{audience}_{sequence:D8}_2025-11-20_{sequence}"));
        File.WriteAllText(name + ".csv", "operation,external_id,address_type,address,first_name\r\n" + string.Concat(rows.Select(row => row + "\r\n")));
        File.WriteAllText(name + ".manifest.json", JsonSerializer.Serialize(new { destination = "email_files", audience, batch_id = $"{audience}-{sequence}" }));
    }
}
