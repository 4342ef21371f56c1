namespace Kmen.Audiences.Tests;

public sealed class MembershipTests : IDisposable
{
    readonly TestNights nights = new();

    public void Dispose() => nights.Dispose();

    [Fact]
    public void Stay_BeginsAndEndsWithTheNightThatFindsIt()
    {
        nights.Night(1, People.In("a", 7)).Should().Equal("a 7 1-");
        nights.Night(2, People.In("a", 7, 8)).Should().Equal("a 7 1-", "a 8 2-");
        nights.Night(3, People.In("a", 8) with { Successors = Living(7) }).Should().Equal("a 7 1-3", "a 8 2-");
    }

    [Fact]
    public void Return_IsAStayOfItsOwn()
    {
        nights.Night(1, People.In("a", 7));
        nights.Night(2, new People { Successors = Living(7) });
        nights.Night(3, People.In("a", 7)).Should().Equal("a 7 1-2", "a 7 3-");
        nights.Night(4, People.In("a", 7)).Should().Equal("a 7 1-2", "a 7 3-");
    }

    [Fact]
    public void Reason_OfAStay_IsTheLatest()
    {
        nights.Night(1, People.In("a", 7));
        nights.Audience("a", "research", sql: "select person_id, 'newer' as reason from marts.inside");
        nights.Night(2, People.In("a", 7));
        nights.Night(3, new People { Successors = Living(7) });
        Warehouse.SessionReading.Scalar<string>(nights.Session, "select reason from audiences.membership").Should().Be("newer");
    }

    [Fact]
    public void Merge_KeepsTheEarliestEntry_AndEndsTheStayOfTheOther()
    {
        nights.Night(1, People.In("a", 9));
        nights.Night(2, People.In("a", 5, 9));
        nights.Night(3, People.In("a", 5) with { Successors = Merged(9, 5), History = [(3, "merged", 9, 5)] }).Should().Equal("a 5 1-", "a 9 1-3");
    }

    [Fact]
    public void Merge_WhereOnlyTheOtherWasInside_DoesNotEnterAgain()
    {
        nights.Night(1, People.In("a", 9));
        nights.Night(2, People.In("a", 5) with { Successors = Merged(9, 5), History = [(2, "merged", 9, 5)] }).Should().Equal("a 5 1-", "a 9 1-2");
    }

    [Fact]
    public void Split_LetsTheNewPersonInheritTheEntry()
    {
        nights.Night(1, People.In("a", 5));
        nights.Night(2, People.In("a", 5, 6) with { History = [(2, "split", 6, 5)] }).Should().Equal("a 5 1-", "a 6 1-");
    }

    [Fact]
    public void Split_OfSeveral_InheritsTheEarliestEntry()
    {
        nights.Night(1, People.In("a", 5));
        nights.Night(2, People.In("a", 5, 6));
        nights.Night(3, People.In("a", 5, 6, 8) with { History = [(3, "split", 8, 6), (3, "split", 8, 5)] }).Should().Equal("a 5 1-", "a 6 2-", "a 8 1-");
    }

    [Fact]
    public void End_OfAPerson_EndsTheStay()
    {
        nights.Night(1, People.In("a", 5));
        nights.Night(2, new People { Successors = new Dictionary<long, long?> { [5] = null } }).Should().Equal("a 5 1-2");
    }

    /// <summary>Regression: the entry was inherited only in the very night of the split; where that was not published, the new person entered again.</summary>
    [Fact]
    public void Split_InANightThatFailed_IsInheritedByTheNext()
    {
        nights.Night(1, People.In("a", 5));
        nights.Build(2, People.In("a", 5, 6) with { History = [(2, "split", 6, 5)] });
        nights.Night(3, People.In("a", 5, 6) with { History = [(2, "split", 6, 5)] }).Should().Equal("a 5 1-", "a 6 1-");
    }

    [Fact]
    public void MergeAndSplit_InNightsThatFailed_LeadToEveryHeir()
    {
        nights.Night(1, People.In("a", 9));
        nights.Night(4, People.In("a", 12, 5) with { Successors = Merged(9, 5), History = [(2, "merged", 9, 5), (3, "split", 12, 5)] })
            .Should().Equal("a 5 1-", "a 9 1-4", "a 12 1-");
    }

    [Fact]
    public void Split_OfAnEarlierPublication_IsNotInheritedOnceMore()
    {
        nights.Night(1, People.In("a", 5));
        nights.Night(2, People.In("a", 5) with { History = [(2, "split", 6, 5)], Successors = Living(6) });
        nights.Night(3, People.In("a", 5, 6) with { History = [(2, "split", 6, 5)] }).Should().Equal("a 5 1-", "a 6 3-");
    }

    [Fact]
    public void Rerun_OfTheSameNight_ChangesNothing()
    {
        nights.Night(1, People.In("a", 5, 7, 9));
        var second = People.In("a", 5, 6, 8) with { Successors = Merged(9, 5), History = [(2, "merged", 9, 5), (2, "split", 6, 5)] };
        second = second with { Successors = new Dictionary<long, long?>(second.Successors) { [7] = 7 } };
        var first = nights.Night(2, second);
        first.Should().Equal("a 5 1-", "a 6 1-", "a 7 1-2", "a 8 2-", "a 9 1-2");
        nights.Night(2, second).Should().Equal(first);
    }

    /// <summary>Regression: who had left by the first attempt and is inside by the second entered again at the moment of leaving.</summary>
    [Fact]
    public void Rerun_OfTheSameNightWithOtherData_TakesBackWhatItSaid()
    {
        nights.Night(1, People.In("a", 7));
        nights.Night(2, People.In("a", 8) with { Successors = Living(7) }).Should().Equal("a 7 1-2", "a 8 2-");
        nights.Night(2, People.In("a", 7) with { Successors = Living(8) }).Should().Equal("a 7 1-");
    }

    [Fact]
    public void Audience_ThatIsRemoved_EndsItsStays()
    {
        nights.Audience("b", "research");
        nights.Night(1, new People { Inside = [("a", 1), ("b", 2)] });
        nights.Audiences.Remove("b");
        nights.Night(2, new People { Inside = [("a", 1)], Successors = Living(2) }).Should().Equal("a 1 1-", "b 2 1-2");
    }

    [Fact]
    public void Audiences_KeepTheirOwnStays()
    {
        nights.Audience("b", "research");
        nights.Night(1, new People { Inside = [("a", 1)] });
        nights.Night(2, new People { Inside = [("a", 1), ("b", 1)] }).Should().Equal("a 1 1-", "b 1 2-");
    }

    /// <summary>Regression: stays that ended were found by comparing each member with each, 40 billion times here.</summary>
    [Fact]
    public void Stays_OfManyMembers_AreFoundInSeconds()
    {
        const int Count = 200_000;
        nights.Night(1, People.In("a", [.. Enumerable.Range(1, Count).Select(person => (long)person)]));
        var second = People.In("a", [.. Enumerable.Range(Count / 2, Count).Select(person => (long)person)]) with { Successors = Enumerable.Range(1, Count).ToDictionary(person => (long)person, person => (long?)person) };

        var started = TimeProvider.System.GetTimestamp();
        nights.Build(2, second);

        TimeProvider.System.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(20));
        nights.Membership().CountBy(stay => stay[(stay.LastIndexOf(' ') + 1)..]).Should().BeEquivalentTo(new Dictionary<string, int>
        {
            ["1-2"] = (Count / 2) - 1, ["1-"] = (Count / 2) + 1, ["2-"] = (Count / 2) - 1,
        });
    }

    static Dictionary<long, long?> Living(long person) => new() { [person] = person };

    static Dictionary<long, long?> Merged(long old, long person) => new() { [old] = person, [person] = person };
}
