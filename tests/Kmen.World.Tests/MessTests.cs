namespace Kmen.World.Tests;

public sealed class MessTests
{
    [Fact]
    public void History_WithoutMess_HasNoFaults()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(600, 30), world.Folders);
        world.Rows("faults").Should().BeEmpty();
    }

    [Fact]
    public void History_OnMoreThreads_IsSpoiltTheSame()
    {
        using var one = new ThrowAway();
        using var many = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(6000, 40) with { Mess = 3, Threads = 1 }, one.Folders);
        Retailer.GenerateHistory(ThrowAway.Options(6000, 40) with { Mess = 3, Threads = 3 }, many.Folders);
        many.Hashes().Should().Equal(one.Hashes());
    }

    // What differs from the tidy world is what the truth lists, and all of it.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Faults_OfALevel_AreTheDifferencesFromTheTidyWorld(int level)
    {
        using var tidy = new ThrowAway();
        using var messy = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(4000, 90), tidy.Folders);
        Retailer.GenerateHistory(ThrowAway.Options(4000, 90) with { Mess = level }, messy.Folders);
        List<string[]> faults = messy.Rows("faults");
        faults.Should().NotBeEmpty();
        foreach (string source in new[] { "orders", "order_lines", "customers", "consents", "email_events", "returns", "web_events", "app_events", "shop_receipts", "email_bounces" })
        {
            // A half-written file is a copy; its rows are no rows of the world.
            List<string> before = [.. tidy.Lines(source).Order(StringComparer.Ordinal)];
            List<string> after = [.. messy.Files(source).Where(file => !file.Contains("_half", StringComparison.Ordinal)).SelectMany(file => ThrowAway.Read(file, source)).Order(StringComparer.Ordinal)];
            string[][] own = [.. faults.Where(row => row[0] == source)];
            int duplicates = own.Count(row => row[2] == "duplicate");
            int changed = own.Count(row => row[2] is not ("duplicate" or "late" or "restated" or "half_written" or "drift"));
            after.Should().HaveCount(before.Count + duplicates, because: source);
            before.Except(after).Should().HaveCount(changed, because: source);
        }
    }

    [Fact]
    public void LateRows_OfTheHistory_StandInTheNextMonthsFile()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(6000, 90) with { Mess = 3 }, world.Folders);
        string[] late = [.. world.Rows("faults").Where(row => row[0] == "email_events" && row[2] == "late").Select(row => row[3])];
        late.Should().NotBeEmpty();
        string[] files = world.Files("email_events");
        foreach (string fault in late)
        {
            int file = Array.FindIndex(files, it => ThrowAway.Read(it, "email_events").Any(line => line.StartsWith(fault, StringComparison.Ordinal)));
            string row = ThrowAway.Read(files[file], "email_events").First(line => line.StartsWith(fault, StringComparison.Ordinal));
            string before = Path.GetFileName(files[file - 1])[13..23];
            string.CompareOrdinal(row.Split(',')[1], before).Should().BeLessThan(0, because: "it happened before the file ahead was closed");
        }
    }

    [Fact]
    public void FilesOfLevelThree_AreCutRestatedAndDrifting()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(1500, 40) with { Mess = 3 }, world.Folders);
        for (int day = 0; day < 6; day++)
        {
            Retailer.GenerateNextDay(world.Folders);
        }

        List<string[]> faults = world.Rows("faults");
        string half = world.Files("web_events").First(file => file.EndsWith("_half.ndjson.gz", StringComparison.Ordinal));
        long whole = new FileInfo(half.Replace("_half", "", StringComparison.Ordinal)).Length;
        new FileInfo(half).Length.Should().Be(whole / 2);
        string[] restated = faults.First(row => row[2] == "restated")[5..7];
        string folder = Path.Combine(world.Folders.Exports, faults.First(row => row[2] == "restated")[0]);
        File.ReadAllBytes(Path.Combine(folder, restated[1])).Should().Equal(File.ReadAllBytes(Path.Combine(folder, restated[0])));
        string[] drifting = [.. faults.Where(row => row[2] == "drift").Select(row => row[1][..10])];
        world.Files("returns").Where(file => !file.Contains("_restated", StringComparison.Ordinal) && File.ReadLines(file).First().Contains("refund", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)[8..18])
            .Should().BeEquivalentTo(drifting).And.NotBeEmpty();
    }
}
