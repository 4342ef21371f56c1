using Kmen.Activation.Tests.Harness;
using Kmen.Activation.Tests.Receiver;

namespace Kmen.Activation.Tests.Delivery;

public sealed class RejectionTests
{
    static void Refuse(Crm crm, string id) => crm.Receiver.RejectsRow =
        operation => operation.ExternalId == id ? $"{operation.Address} bounced" : null;

    [Fact]
    public async Task Sync_OneRowIsRejected_TheOthersCountAndTheReasonIsKeptWithoutTheAddress()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2, 3);
        Refuse(crm, "2");

        var result = crm.Bench.Run();

        result.Plans.Single().Upserts.Should().Be(new OperationCounts(3, 3, 2, 1, 0));
        result.HasFailures.Should().BeTrue();
        crm.Receiver.Members("welcome").Keys.Should().BeEquivalentTo("1", "3");
        crm.Bench.Query("select external_id, status, response from activation.deliveries where status = 'rejected'")
            .Should().Equal("2 rejected [address] bounced");
        crm.Bench.Query("select external_id, times, reason from activation.rejected").Should().Equal("2 1 [address] bounced");
    }

    [Fact]
    public async Task Sync_RejectedRow_IsNotTriedAgainForTheSameAsOfAndIsForALaterOne()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        Refuse(crm, "2");
        crm.Bench.Run();
        var requests = crm.Receiver.Requests;

        var same = crm.Bench.Run().Plans.Single();

        crm.Receiver.Requests.Should().Be(requests);
        same.HeldBack.Should().Be(1);
        same.HasFailures.Should().BeFalse(because: "it was reported when it was refused");

        crm.Receiver.RejectsRow = _ => null;
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);
        crm.Bench.Run();

        crm.ShouldHoldWhatIsPublished();
        crm.Bench.Query("select count(*) from activation.rejected").Should().Equal("0");
    }

    [Fact]
    public async Task Sync_RowIsRejectedFiveTimes_IsLeftUntilItChanges()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        Refuse(crm, "1");
        for (var day = 0; day < 8; day++)
        {
            crm.Bench.Run();
            crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);
        }

        crm.Receiver.Requests.Should().Be(5);
        crm.Bench.Query("select times from activation.rejected").Should().Equal("5");

        crm.Bench.Rename(1, "Changed");
        crm.Receiver.RejectsRow = _ => null;
        crm.Bench.Run();

        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_RejectedRowChanges_IsTriedAtOnceAndCountedFromOne()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        Refuse(crm, "1");
        crm.Bench.Run();
        crm.Bench.Rename(1, "Changed");

        crm.Bench.Run();

        crm.Receiver.Requests.Should().Be(2);
        crm.Bench.Query("select times from activation.rejected").Should().Equal("1");
    }

    [Fact]
    public async Task Sync_RemovalIsRejected_TheMemberStaysAcknowledgedAndIsTriedLater()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        crm.Bench.Run();
        crm.Bench.Leave(1);
        Refuse(crm, "1");
        crm.Bench.Run();
        crm.Bench.Query("select external_id from activation.acknowledged order by 1").Should().Equal("1", "2");

        crm.Receiver.RejectsRow = _ => null;
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);
        crm.Bench.Run();

        crm.ShouldHoldWhatIsPublished();
        crm.Bench.Query("select external_id from activation.acknowledged").Should().Equal("2");
    }

    [Fact]
    public async Task Sync_OneRowMakesTheBatchA400_OnlyThatRowIsRejected()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter([.. Enumerable.Range(1, 25).Select(i => (long)i)]);
        crm.Receiver.RejectsBatch = operation => operation.ExternalId is "4" or "17";

        var plan = crm.Bench.Run().Plans.Single();

        plan.Upserts.Should().Be(new OperationCounts(25, 25, 23, 2, 0));
        plan.Failure.Should().BeNull();
        crm.Receiver.Members("welcome").Should().HaveCount(23).And.NotContainKeys("4", "17");
        crm.Applied().Should().OnlyHaveUniqueItems();
        crm.Bench.Query("select distinct reason from activation.rejected").Should().Equal("HTTP 400");
    }

    [Fact]
    public async Task Sync_EveryRowIsA400_StopsInsteadOfAskingForAMillion()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Change(destination => destination with { BatchRows = 100 });
        crm.Bench.Enter([.. Enumerable.Range(1, 400).Select(i => (long)i)]);
        crm.Receiver.RejectsBatch = _ => true;

        var plan = crm.Bench.Run().Plans.Single();

        plan.Failure.Should().Contain("took none");
        crm.Receiver.Requests.Should().BeLessThan(500);
    }

    [Fact]
    public async Task Sync_RejectedAndTheAnswerIsLost_TheRepeatedAnswerRejectsTheSameRow()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        Refuse(crm, "2");
        crm.Receiver.Faults = (number, _) => number == 1 ? Fault.DropAfter : Fault.None;

        var plan = crm.Bench.Run().Plans.Single();

        plan.Upserts.Should().Be(new OperationCounts(2, 2, 1, 1, 0));
    }
}
