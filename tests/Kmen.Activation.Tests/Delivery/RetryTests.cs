using Kmen.Activation.Delivery;
using Kmen.Activation.Tests.Harness;
using Kmen.Activation.Tests.Receiver;

namespace Kmen.Activation.Tests.Delivery;

public sealed class RetryTests
{
    [Theory]
    [InlineData(Fault.TooMany)]
    [InlineData(Fault.ErrorBefore)]
    [InlineData(Fault.ErrorAfter)]
    [InlineData(Fault.DropBefore)]
    [InlineData(Fault.DropAfter)]
    public async Task Sync_OneAttemptFails_IsRepeatedAndAppliedOnce(Fault fault)
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2, 3);
        crm.Receiver.Faults = (number, _) => number == 1 ? fault : Fault.None;

        var plan = crm.Bench.Run().Plans.Single();

        plan.Upserts.Should().Be(new OperationCounts(3, 3, 3, 0, 0));
        crm.Receiver.Requests.Should().Be(2);
        crm.Applied().Should().Equal("upsert 1", "upsert 2", "upsert 3");
        crm.ShouldHoldWhatIsPublished();
        crm.Bench.Query("select distinct attempt from activation.deliveries").Should().Equal("2");
    }

    [Fact]
    public async Task Sync_ReceiverAppliesAndHangs_IsRepeatedUnderTheSameIdAndAppliedOnce()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Clock.RealLimit = TimeSpan.FromSeconds(1);
        crm.Bench.Enter(1, 2);
        crm.Receiver.Faults = (number, _) => number == 1 ? Fault.HangAfter : Fault.None;

        var plan = crm.Bench.Run().Plans.Single();

        plan.HasFailures.Should().BeFalse();
        crm.Applied().Should().Equal("upsert 1", "upsert 2");
        crm.Receiver.Ids.Should().ContainSingle();
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("86400", 60)]
    public async Task Sync_RetryAfterInSeconds_WaitsThatLongButAMinuteAtMost(string header, int seconds)
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Receiver.RetryAfter = header;
        crm.Receiver.Faults = (number, _) => number == 1 ? Fault.TooMany : Fault.None;

        crm.Bench.Run();

        crm.Bench.Clock.Waits.Should().Equal(seconds == 0 ? [] : [TimeSpan.FromSeconds(seconds)]);
    }

    [Fact]
    public async Task Sync_RetryAfterAsADate_WaitsUntilThen()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Receiver.RetryAfter = crm.Bench.Clock.GetUtcNow().AddSeconds(30).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        crm.Receiver.Faults = (number, _) => number == 1 ? Fault.TooMany : Fault.None;

        crm.Bench.Run();

        crm.Bench.Clock.Waits.Single().Should().BeGreaterThan(TimeSpan.FromSeconds(15)).And.BeLessThan(TimeSpan.FromSeconds(31));
    }

    [Fact]
    public void Backoff_WithoutAnAnswer_DoublesFromHalfASecondToThirtyAndRepeats()
    {
        var waits = Enumerable.Range(1, 9).Select(attempt => Backoff.After("id", attempt, null)).ToList();

        for (var i = 0; i < waits.Count; i++)
        {
            var full = Math.Min(30, 0.5 * Math.Pow(2, i));
            waits[i].TotalSeconds.Should().BeInRange(full / 2, full);
        }

        Backoff.After("id", 3, null).Should().Be(waits[2], because: "runs repeat");
        Backoff.After("other", 3, null).Should().NotBe(waits[2], because: "batches do not all come back at once");
    }

    [Fact]
    public async Task Sync_EveryAttemptFails_LeavesTheRowsUnknownAndRepeatsThemUnderTheSameId()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        crm.Receiver.Faults = (_, _) => Fault.DropAfter;

        var first = crm.Bench.Run();

        first.HasFailures.Should().BeTrue();
        first.Plans.Single().Upserts.Should().Be(new OperationCounts(2, 2, 0, 0, 2));
        crm.Bench.Query("select count(*), min(status), max(attempt) from activation.deliveries").Should().Equal("2 unknown 3");
        crm.Bench.Query("select count(*) from activation.acknowledged").Should().Equal("0");

        crm.Receiver.Faults = (_, _) => Fault.None;
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);
        var second = crm.Bench.Run();

        second.HasFailures.Should().BeFalse();
        crm.Receiver.Ids.Should().ContainSingle(because: "an unknown outcome is never sent under another id");
        crm.Applied().Should().HaveCount(2);
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_ForAnEarlierTimeWhileABatchIsOpen_SendsItAgainAsItWas()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Bench.Session.Execute("update raw_store.raw.consents set stated_at = '2025-01-31 12:00:00'");
        crm.Receiver.Faults = (_, _) => Fault.DropAfter;
        crm.Bench.Run();
        crm.Receiver.Faults = (_, _) => Fault.None;
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(-1);

        crm.Bench.Run();
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(2);
        crm.Bench.Run();

        crm.Receiver.Ids.Should().ContainSingle();
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_ABatchStaysUnknown_OthersGoOnAndItsMembersAreParked()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Change(destination => destination with { BatchRows = 1 });
        crm.Bench.Enter(1, 2, 3);
        var poisoned = "";
        crm.Receiver.Faults = (number, id) =>
        {
            if (number == 1)
            {
                poisoned = id;
            }

            return id == poisoned ? Fault.ErrorBefore : Fault.None;
        };
        crm.Bench.Run();
        crm.Bench.Rename(1, "x");
        crm.Bench.Rename(2, "x");
        crm.Bench.Rename(3, "x");

        var second = crm.Bench.Run().Plans.Single();

        second.Parked.Should().Be(1);
        second.Upserts.Acknowledged.Should().Be(2);
        second.HasFailures.Should().BeTrue();
        poisoned = "nothing";
        crm.Bench.Run().HasFailures.Should().BeFalse();
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_NoBatchIsAnswered_StopsAfterThree()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Change(destination => destination with { BatchRows = 1, Attempts = 1 });
        crm.Bench.Enter([.. Enumerable.Range(1, 60).Select(i => (long)i)]);
        crm.Receiver.Faults = (_, _) => Fault.ErrorBefore;

        var plan = crm.Bench.Run().Plans.Single();

        plan.Failure.Should().Contain("no answer to 3 batches in a row").And.Contain("same ids");
        crm.Receiver.Requests.Should().BeLessThan(10, because: "a destination that is down is not asked for every batch");
        crm.Receiver.Faults = (_, _) => Fault.None;
        crm.Bench.Run().HasFailures.Should().BeFalse();
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_SenderIsRefused_StopsAtOnceAndLeavesNothingOpen()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Change(destination => destination with { BatchRows = 1 });
        crm.Bench.Enter([.. Enumerable.Range(1, 60).Select(i => (long)i)]);
        crm.Receiver.Faults = (_, _) => Fault.Unauthorized;

        var plan = crm.Bench.Run().Plans.Single();

        plan.Failure.Should().Contain("HTTP 401").And.Contain("secret");
        plan.HasFailures.Should().BeTrue();
        crm.Receiver.Requests.Should().BeLessThan(10);
        crm.Bench.Query("select distinct status from activation.batches").Should().Equal("planned");
        crm.Bench.Query("select count(*) from activation.deliveries").Should().Equal(["0"], because: "nothing was taken or refused row by row");
    }

    [Fact]
    public async Task Sync_SenderIsRefused_TheNextNightSendsUnderOtherIds()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        crm.Receiver.Faults = (_, _) => Fault.Unauthorized;
        crm.Bench.Run();
        crm.Receiver.Faults = (_, _) => Fault.None;
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);

        crm.Bench.Run().HasFailures.Should().BeFalse();

        crm.ShouldHoldWhatIsPublished();
        crm.Receiver.Violations.Should().BeEmpty(because: "the body says another night, so it must not come under the id that the tool has seen");
    }

    [Fact]
    public async Task Sync_NobodyListens_LeavesTheRowsUnknown()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Change(destination => destination with { Url = "http://127.0.0.1:1/hook" });
        crm.Bench.Enter(1);

        var plan = crm.Bench.Run().Plans.Single();

        plan.Upserts.Unknown.Should().Be(1);
        crm.Bench.Query("select response from activation.deliveries")[0].Should().Contain("no connection");
    }
}
