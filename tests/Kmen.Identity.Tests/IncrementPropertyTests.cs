namespace Kmen.Identity.Tests;

public sealed class IncrementPropertyTests
{
    const int Runs = 14;

    /// <summary>The suite tries one seed; <c>KMEN_TRIALS=all</c> tries forty.</summary>
    public static TheoryData<int> Seeds => Environment.GetEnvironmentVariable("KMEN_TRIALS") == "all" ? [.. Enumerable.Range(1, 40)] : [3];

    /// <summary>Nights run again at their moment, and nights that fail after the registry was committed, are among them.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nights_ByWhatChanged_GiveTheRegistryAndTablesOfNightsMadeWhole(int seed)
    {
        using var whole = new TestRegistry { HasTables = true };
        using var changed = new TestRegistry { HasTables = true, IsIncremental = true };
        var nights = new RandomNights(seed);
        var (day, increments) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            day += nights.Draw(4) == 0 ? 0 : 1;
            var isPublished = nights.Draw(6) > 0;
            var night = nights.Next(changes: run == 0 ? 90 : nights.Draw(9));
            whole.Run(day, night);
            changed.Run(day, night, isPublished: isPublished);
            changed.Tables.Keys.Should().BeEquivalentTo(whole.Tables.Keys);
            foreach (var (table, lines) in whole.Tables)
            {
                changed.Tables[table].SequenceEqual(lines).Should().BeTrue(
                    because: "{0} of run {1}, seed {2}, is not to differ in {3}", table, run, seed, string.Join("; ", changed.Tables[table].Except(lines).Concat(lines.Except(changed.Tables[table])).Take(4)));
            }

            changed.Untold.Should().BeEmpty(because: "readers are told of every changed row, run {0}, seed {1}", run, seed);
            increments += IsIncrement(changed) ? 1 : 0;
            IsIncrement(whole).Should().BeFalse();
        }

        increments.Should().BeGreaterThan(5, because: "seed {0} is about increments", seed);
    }

    [Fact]
    public void Increment_ResolvesNoPersonThatNothingReaches()
    {
        using var registry = new TestRegistry { IsIncremental = true };
        registry.Run(1, "ab cd ef gh");
        registry.Run(2, "abx cd ef gh");
        registry.Result.Message.Should().Be("increment: 3 records; 4 persons; nothing happened to anyone");
        registry.Result.Rows.Should().Be(9);
    }

    [Fact]
    public void Edge_ThatWaitedForItsRecord_JoinsItsPersonWhenItComes()
    {
        using var registry = new TestRegistry { IsIncremental = true };
        var edges = Night.Of("axb").Edges;
        registry.Run(1, Night.Of("a b c d") with { Edges = edges });
        registry.Run(2, Night.Of("a x b c d") with { Edges = edges }).Shape.Should().Be("1:abx 3:c 4:d");
        IsIncrement(registry).Should().BeTrue();
    }

    [Fact]
    public void Records_HeldTwiceInAnIncrement_AreRefused()
    {
        using var registry = new TestRegistry { IsIncremental = true };
        registry.Run(1, "a b c d");
        var act = () => registry.Run(2, Night.Of("a b a c d"));
        act.Should().Throw<Workspace.KmenException>().WithMessage("*1 records more than once*");
    }

    [Fact]
    public void Registry_ThatAnotherRunWrote_IsResolvedWhole()
    {
        using var registry = new TestRegistry { IsIncremental = true };
        registry.Run(1, "ab c d");
        registry.Run(2, Night.Of("abc d"), isPublished: false);
        registry.Run(3, Night.Of("abc d"));
        IsIncrement(registry).Should().BeFalse(because: "the published tables are not those of the registry");
        registry.Run(4, Night.Of("ab c d"));
        IsIncrement(registry).Should().BeTrue();
    }

    static bool IsIncrement(TestRegistry registry) => registry.Result.Message!.StartsWith("increment: ", StringComparison.Ordinal);
}
