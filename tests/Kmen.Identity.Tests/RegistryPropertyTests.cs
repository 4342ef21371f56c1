using System.Globalization;

namespace Kmen.Identity.Tests;

public sealed class RegistryPropertyTests
{
    const int Nights = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void RandomNights_GiveTheIdsOfTheRules_AndAHistoryThatTellsThem(int seed)
    {
        using var registry = new TestRegistry();
        var oracle = new RegistryOracle();
        var random = new Random(seed);
        var seen = new List<IReadOnlyDictionary<string, long>>();
        for (var day = 0; day < Nights; day++)
        {
            var night = RandomNight(random);
            oracle.Run(night);
            var registered = registry.Run(day, night);
            seen.Add(registered.Persons);
            registered.Persons.Should().BeEquivalentTo(oracle.Persons, because: "night {0} of seed {1}", day, seed);
            registered.Successors.Should().BeEquivalentTo(oracle.Successors, because: "night {0} of seed {1}", day, seed);
            Replay(registered.History).Should().BeEquivalentTo(registered.Persons.Values.Distinct(), because: "the events tell who lives, night {0} of seed {1}", day, seed);
            registered.History.Should().OnlyHaveUniqueItems();
            Intervals.ShouldBeSound(registered.RecordHistory);
            for (var earlier = 0; earlier <= day; earlier++)
            {
                foreach (var record in Names)
                {
                    Intervals.PersonAt(registered.RecordHistory, record, earlier).Should().Be(
                        seen[earlier].TryGetValue(record, out var person) ? person : null, because: "the history knows {0} in night {1} of seed {2}", record, earlier, seed);
                }
            }
        }
    }

    [Fact]
    public void Threads_AndTheOrderOfRows_ChangeNothing()
    {
        using var one = new TestRegistry(threads: 1);
        using var four = new TestRegistry(threads: 4);
        var random = new Random(99);
        for (var day = 0; day < 4; day++)
        {
            var night = Large(random);
            var records = night.Records.ToArray();
            var edges = night.Edges.Select(edge => random.Next(2) == 0 ? edge : (edge.Right, edge.Left)).ToArray();
            random.Shuffle(records);
            random.Shuffle(edges);
            var first = one.Run(day, night);
            var second = four.Run(day, new Night(records, edges));
            second.Persons.SequenceEqual(first.Persons).Should().BeTrue();
            second.Successors.SequenceEqual(first.Successors).Should().BeTrue();
            second.History.SequenceEqual(first.History).Should().BeTrue();
            second.RecordHistory.SequenceEqual(first.RecordHistory).Should().BeTrue();
            second.Persons.Should().HaveCountGreaterThan(10_000);
        }
    }

    static IEnumerable<string> Names => Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i}"));

    /// <summary>About two thirds of the records, joined by few edges, so that persons merge, split, end and come back often.</summary>
    static Night RandomNight(Random random)
    {
        var names = Names.Where(_ => random.Next(3) > 0).ToArray();
        random.Shuffle(names);
        return new Night(
            [.. names.Select(name => new Record(name, TestRegistry.Midnight(-1 - (name.Length * 7 % 5))))],
            [.. Enumerable.Range(0, names.Length < 2 ? 0 : random.Next(16)).Select(_ => (names[random.Next(names.Length)], names[random.Next(names.Length)]))]);
    }

    static Night Large(Random random)
    {
        var names = Enumerable.Range(0, 20_000).Where(_ => random.Next(10) > 0).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i:D5}")).ToArray();
        return new Night(
            [.. names.Select(name => new Record(name, TestRegistry.Midnight(-1)))],
            [.. Enumerable.Range(0, 9_000).Select(_ => (names[random.Next(names.Length)], names[random.Next(names.Length)]))]);
    }

    static HashSet<long> Replay(IReadOnlyList<string> history)
    {
        var living = new HashSet<long>();
        foreach (var parts in history.Select(line => line.Split(' ')))
        {
            var person = long.Parse(parts[2], CultureInfo.InvariantCulture);
            _ = parts[1] is "created" or "split" ? living.Add(person) : living.Remove(person);
        }

        return living;
    }
}
