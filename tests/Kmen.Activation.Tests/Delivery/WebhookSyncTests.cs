using Kmen.Activation.Tests.Harness;

namespace Kmen.Activation.Tests.Delivery;

public sealed class WebhookSyncTests
{
    [Fact]
    public async Task Sync_FirstTime_SendsEveryMember()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter([.. Enumerable.Range(1, 25).Select(i => (long)i)]);

        var plan = crm.Bench.Run().Plans.Single();

        plan.Failure.Should().BeNull();
        plan.Upserts.Should().Be(new OperationCounts(25, 25, 25, 0, 0));
        plan.HasFailures.Should().BeFalse();
        plan.Sample.Should().Equal(Enumerable.Range(1, 10).Select(i => $"{i}"));
        crm.ShouldHoldWhatIsPublished();
        crm.Receiver.Requests.Should().Be(3, because: "a batch holds ten rows");
        crm.Bench.Query("select count(*), min(status), max(attempt) from activation.deliveries").Should().Equal("25 acknowledged 1");
    }

    [Fact]
    public async Task Sync_NothingChanged_SendsNothing()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2, 3);
        crm.Bench.Run();
        var requests = crm.Receiver.Requests;

        var result = crm.Bench.Run();

        crm.Receiver.Requests.Should().Be(requests);
        result.Plans.Single().Upserts.Planned.Should().Be(0);
        crm.Bench.Reporter.Said[^1].Should().Contain("Unchanged");
    }

    [Fact]
    public async Task Sync_MembersEnterChangeAndLeave_SendsTheDifferenceOnly()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2, 3);
        crm.Bench.Run();
        crm.Receiver.Forget();
        crm.Bench.Enter(4);
        crm.Bench.Leave(1);
        crm.Bench.Rename(2, "Other");
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);

        crm.Bench.Run();

        crm.Applied().Should().BeEquivalentTo("remove 1", "upsert 2", "upsert 4");
        crm.Receiver.Applied.Single(one => one.Operation.Kind == "remove").Operation.Address.Should().Be(
            "p1@example.cz", because: "a removal carries what was sent");
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_MemberLeavesAndEntersAgain_IsSentUnderAnotherBatchId()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Bench.Run();
        crm.Bench.Leave(1);
        crm.Bench.Run();
        crm.Bench.Session.Execute("update audiences.membership set left_at = null");

        crm.Bench.Run();

        crm.Receiver.Ids.Should().HaveCount(3, because: "the same change at a later time must not look like a repeat");
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_PersonsWereMerged_RemovesTheOldAndUpsertsTheNewInOneBatch()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter([.. Enumerable.Range(1, 40).Select(i => (long)i)]);
        crm.Bench.Run();
        crm.Receiver.Forget();
        var before = crm.Receiver.Ids.Count;
        crm.Bench.Merge(old: 9, survivor: 20);
        crm.Bench.Rename(20, "Both");

        var plan = crm.Bench.Run().Plans.Single();

        plan.Blocked.Should().BeNull();
        crm.Applied().Should().Equal("remove 9", "upsert 20");
        (crm.Receiver.Ids.Count - before).Should().Be(1, because: "both go in one batch");
        crm.ShouldHoldWhatIsPublished();
    }
}
