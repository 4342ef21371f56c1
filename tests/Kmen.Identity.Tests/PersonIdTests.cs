using Kmen.Workspace;

namespace Kmen.Identity.Tests;

public sealed class PersonIdTests : IDisposable
{
    readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public void FirstNight_NumbersPersonsInTheOrderOfTheirFirstRecord() => registry.Run(1, "bc a zd").Shape.Should().Be("1:a 2:bc 3:dz");

    [Fact]
    public void LaterNights_KeepIds_AndNewRecordsGetNewOrTheirClusters()
    {
        registry.Run(1, "ab c");
        registry.Run(2, "ab c").Shape.Should().Be("1:ab 2:c");
        registry.Run(3, "abx c y").Shape.Should().Be("1:abx 2:c 3:y");
    }

    [Fact]
    public void NewRecord_SeenBeforeAllOthers_StillGetsTheNextNumber()
    {
        registry.Run(1, "b c");
        registry.Run(2, "a b c").Shape.Should().Be("1:b 2:c 3:a");
    }

    [Fact]
    public void Merge_LetsTheOlderIdLive_WhateverTheSize()
    {
        registry.Run(1, "a bcd e");
        var merged = registry.Run(2, "abcd e");
        merged.Shape.Should().Be("1:abcd 3:e");
        merged.Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = 1, [3] = 3 });
        merged.History.Should().Equal("1 created 1", "1 created 2", "1 created 3", "2 merged 2 1");
    }

    [Fact]
    public void Merge_OverANewRecord_SaysSo()
    {
        registry.Run(1, "a b");
        registry.Run(2, "axb").Shape.Should().Be("1:abx");
        Causes("merged").Should().ContainSingle().Which.Should().Be("same_email: crm b = crm x");
    }

    [Fact]
    public void Merge_NamesTheEdgeThatDidIt()
    {
        registry.Run(1, "ab cd");
        registry.Run(2, "abcd");
        Causes("merged").Should().Equal("same_email: crm c = crm b");
    }

    [Fact]
    public void Merges_OneAfterTheOther_LeadEveryIdToTheLivingOne()
    {
        registry.Run(1, "a b c d");
        registry.Run(2, "a b cd");
        registry.Run(3, "a bcd");
        var last = registry.Run(4, "abcd");
        last.Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = 1, [3] = 1, [4] = 1 });
        last.History.TakeLast(3).Should().Equal("2 merged 4 3", "3 merged 3 2", "4 merged 2 1");
    }

    [Fact]
    public void Split_LeavesTheIdWithTheMajority()
    {
        registry.Run(1, "abc");
        var split = registry.Run(2, "a bc");
        split.Shape.Should().Be("1:bc 2:a");
        split.History.Should().Equal("1 created 1", "2 split 2 1");
        split.Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = 2 });
    }

    [Fact]
    public void Split_InEqualParts_LeavesTheIdWithTheSmallestRecord() => Split("abcd", "cd ab").Shape.Should().Be("1:ab 2:cd");

    [Fact]
    public void Split_InManyParts_GivesEachANewId() => Split("abcd", "a b c d").Shape.Should().Be("1:a 2:b 3:c 4:d");

    [Fact]
    public void Split_CountsOnlyRecordsOfThePerson_NotThoseThatJoined()
    {
        registry.Run(1, "abc");
        registry.Run(2, "axyzw bc").Shape.Should().Be("1:bc 2:awxyz");
    }

    [Fact]
    public void Parts_OfTwoPersonsThatJoin_AreASplitFromEach()
    {
        registry.Run(1, "abc xyz");
        var parts = registry.Run(2, "ab cx yz");
        parts.Shape.Should().Be("1:ab 2:yz 3:cx");
        parts.History.TakeLast(2).Should().Equal("2 split 3 1", "2 split 3 2");
    }

    /// <summary>Regression: a record that went from one living person to another left no trace in the history.</summary>
    [Fact]
    public void Part_ThatJoinsAnotherPerson_IsASplitOfTheOneItLeft()
    {
        registry.Run(1, "abc xyz");
        var moved = registry.Run(2, "ab cxyz");
        moved.Shape.Should().Be("1:ab 2:cxyz");
        moved.History.TakeLast(1).Should().Equal("2 split 2 1");
        moved.Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = 2 });
    }

    [Fact]
    public void SplitAndMerge_InOneNight_AreBothTold()
    {
        registry.Run(1, "a xyz");
        var night = registry.Run(2, "axy z");
        night.Shape.Should().Be("1:axy 3:z");
        night.History.TakeLast(2).Should().Equal("2 merged 2 1", "2 split 3 2");
        night.Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = 1, [3] = 3 });
    }

    [Fact]
    public void MergeThenSplit_GivesANewId_BecauseAMergedOneStandsForItsSurvivor()
    {
        registry.Run(1, "ab c");
        registry.Run(2, "abc");
        var split = registry.Run(3, "ab c");
        split.Shape.Should().Be("1:ab 3:c");
        split.Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = 1, [3] = 3 });
    }

    [Fact]
    public void End_OfAllRecords_EndsThePersonOnce()
    {
        registry.Run(1, "a b");
        var ended = registry.Run(2, "a");
        ended.Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = null });
        registry.Run(3, "a").History.Should().Equal("1 created 1", "1 created 2", "2 ended 2");
    }

    /// <summary>Regression: nothing told that an ended person was back, so the history could not be replayed.</summary>
    [Fact]
    public void Return_OfARecord_BringsItsPersonBack()
    {
        registry.Run(1, "a b");
        registry.Run(2, "a");
        var back = registry.Run(3, "a b");
        back.Shape.Should().Be("1:a 2:b");
        back.Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = 2 });
        back.History.TakeLast(2).Should().Equal("2 ended 2", "3 created 2");
        back.RecordHistory.Should().Equal("a 1 1-", "b 2 1-2", "b 2 3-");
    }

    /// <summary>Regression: an id that was merged into one that ended stayed without a successor when that one came back.</summary>
    [Fact]
    public void Return_OfASurvivor_BringsBackAllThatWereMergedIntoIt()
    {
        registry.Run(1, "a b c");
        registry.Run(2, "a bc");
        registry.Run(3, "a").Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = null, [3] = null });
        registry.Run(4, "a c").Successors.Should().Equal(new Dictionary<long, long?> { [1] = 1, [2] = 2, [3] = 2 });
    }

    [Fact]
    public void Return_OfARecordWhosePersonWasMergedMeanwhile_IsASplitOfTheSurvivor()
    {
        registry.Run(1, "a bc");
        registry.Run(2, "ab");
        var back = registry.Run(3, "ab c");
        back.Shape.Should().Be("1:ab 3:c");
        back.History.TakeLast(2).Should().Equal("2 merged 2 1", "3 split 3 1");
    }

    [Fact]
    public void Ids_OfEndedPersons_AreNeverGivenAgain()
    {
        registry.Run(1, "a b");
        registry.Run(2, "");
        registry.Run(3, "x").Shape.Should().Be("3:x");
    }

    [Fact]
    public void NightWithoutRecords_IsPossible() => registry.Run(1, "").Persons.Should().BeEmpty();

    [Fact]
    public void WorkspaceWithoutEdges_MakesEveryRecordAPerson() => registry.Run(1, Night.Of("ab"), hasEdges: false).Shape.Should().Be("1:a 2:b");

    [Fact]
    public void Edge_ToARecordThatIsNotThere_JoinsNothing() =>
        registry.Run(1, Night.Of("a b") with { Edges = [("a", "ghost"), ("ghost", "b")] }).Shape.Should().Be("1:a 2:b");

    [Fact]
    public void Records_HeldTwice_AreRefused()
    {
        var act = () => registry.Run(1, Night.Of("a b a"));
        act.Should().Throw<KmenException>().WithMessage("*1 records more than once*").Which.Where!.File.Should().Be("sql/identity/records.sql");
    }

    [Fact]
    public void Records_WithoutAnId_AreRefused()
    {
        var act = () => registry.Run(1, new Night([new Record(null!, TestRegistry.Midnight(0))], []));
        act.Should().Throw<KmenException>().WithMessage("*without source or record_id*");
    }

    Registered Split(string before, string after)
    {
        registry.Run(1, before);
        return registry.Run(2, after);
    }

    IReadOnlyList<string> Causes(string @event) => registry.WithSession(session => Warehouse.SessionReading.List(
        session, "select cause from state.registry.history where event = $1 order by rowid", row => row.GetString(0), [@event]));
}
