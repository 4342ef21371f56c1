using Kmen.Activation.Tests.Harness;
using Kmen.Activation.Tests.Receiver;
using Kmen.Workspace;

namespace Kmen.Activation.Tests.Delivery;

public sealed class OptOutTests
{
    static long[] Persons(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(i => (long)i)];

    static async Task<Crm> WithMembers(params long[] persons)
    {
        var crm = await Crm.Start();
        crm.Bench.Enter(persons);
        crm.Bench.Run();
        crm.Receiver.Forget();
        return crm;
    }

    static void Withdraw(Bench bench, long person) => bench.State(Bench.Email(person), "withdrawn", "2025-01-31 08:00:00");

    [Fact]
    public async Task OptOut_PersonIsStillPublished_IsRemovedAndNotSentAgain()
    {
        await using var crm = await WithMembers(1, 2, 3);
        Withdraw(crm.Bench, 2);

        var result = crm.Bench.DeliverOptOuts();

        result.HasFailures.Should().BeFalse();
        result.Plans.Single().Removals.Should().Be(new OperationCounts(1, 1, 1, 0, 0));
        crm.Applied().Should().Equal("remove 2");
        crm.Receiver.Applied.Single().Operation.Address.Should().Be(Bench.Email(2));

        var requests = crm.Receiver.Requests;
        crm.Bench.Run().Plans.Single().Should().Match<PlanResult>(plan => plan.Suppressed == 1 && plan.Removals.Planned == 0);
        crm.Receiver.Requests.Should().Be(requests, because: "the sync that follows has nothing left to do");
    }

    [Fact]
    public async Task OptOut_OfAMemberWhoseUpsertHasNoOutcome_FollowsIt()
    {
        await using var crm = await WithMembers(1, 2);
        crm.Bench.Rename(2, "Jana");
        crm.Receiver.Faults = (_, _) => Fault.DropAfter;
        crm.Bench.Run();
        crm.Receiver.Faults = (_, _) => Fault.None;
        Withdraw(crm.Bench, 2);

        crm.Bench.DeliverOptOuts();

        crm.Receiver.Members("welcome").Keys.Should().Equal("1");
    }

    [Fact]
    public async Task OptOut_WhileBatchesOfOthersHaveNoOutcome_GoesBeforeThem()
    {
        await using var crm = await WithMembers(1, 2, 3);
        crm.Bench.Rename(3, "Jana");
        crm.Receiver.Faults = (_, _) => Fault.ErrorBefore;
        crm.Bench.Run();
        crm.Receiver.Faults = (_, _) => Fault.None;
        crm.Receiver.Forget();
        Withdraw(crm.Bench, 2);

        crm.Bench.DeliverOptOuts();

        crm.Receiver.Applied.Select(one => $"{one.Operation.Kind} {one.Operation.ExternalId}").Should().Equal("remove 2", "upsert 3");
    }

    [Fact]
    public async Task OptOut_TheWordForGivenIsWrong_RemovesNobodyAndNamesTheWords()
    {
        await using var crm = await WithMembers(Persons(1, 25));
        crm.Bench.Session.Execute("update raw_store.raw.consents set action = 'Yes'");
        Withdraw(crm.Bench, 2);
        var requests = crm.Receiver.Requests;

        var deliver = () => crm.Bench.DeliverOptOuts();

        var error = deliver.Should().Throw<KmenException>().Which;
        error.ExitCode.Should().Be(ExitCode.Usage);
        error.Message.Should().Contain("consents").And.Contain("given");
        error.WayOut.Should().Contain("Yes (25)").And.Contain("withdrawn (1)").And.Contain("consents.given");
        crm.Receiver.Requests.Should().Be(requests);
    }

    [Fact]
    public async Task OptOut_TheLastFewMembersAllWithdrew_IsDelivered()
    {
        await using var crm = await WithMembers(1, 2);
        crm.Bench.Session.Execute("update raw_store.raw.consents set action = 'withdrawn'");

        crm.Bench.DeliverOptOuts();

        crm.Receiver.Members("welcome").Should().BeEmpty(because: "a dump of the present state holds withdrawals only when everybody has gone");
    }

    [Fact]
    public async Task OptOut_NobodyWithdrew_SendsNothingAndReportsNothing()
    {
        await using var crm = await WithMembers(1);
        var requests = crm.Receiver.Requests;

        crm.Bench.DeliverOptOuts().Plans.Should().BeEmpty();

        crm.Receiver.Requests.Should().Be(requests);
    }

    [Fact]
    public async Task OptOut_GivenAgainLater_Stays()
    {
        await using var crm = await WithMembers(1);
        Withdraw(crm.Bench, 1);
        crm.Bench.State(Bench.Email(1), "given", "2025-01-31 09:00:00");

        crm.Bench.DeliverOptOuts();

        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task OptOut_IsDatedInTheFuture_CountsAtOnce()
    {
        await using var crm = await WithMembers(1);
        crm.Bench.State(Bench.Email(1), "withdrawn", "2030-01-01 00:00:00");

        crm.Bench.DeliverOptOuts();

        crm.Receiver.Members("welcome").Should().BeEmpty();
    }

    [Fact]
    public async Task OptOut_AnotherAddressOfThePerson_Counts()
    {
        await using var crm = await WithMembers(1, 2);
        crm.Bench.Session.Execute("insert into identity.identifiers values ('shop', 'r1', 'email', 'other@example.cz')");
        crm.Bench.State("OTHER@example.cz", "withdrawn", "2025-01-31 08:00:00");

        crm.Bench.DeliverOptOuts();

        crm.Receiver.Members("welcome").Keys.Should().Equal("2");
    }

    [Fact]
    public async Task OptOut_PersonWasMergedSince_TheMemberUnderTheOldIdIsRemoved()
    {
        await using var crm = await WithMembers(1, 2);
        crm.Bench.Merge(old: 1, survivor: 2);
        Withdraw(crm.Bench, 2);

        crm.Bench.DeliverOptOuts();

        crm.Receiver.Members("welcome").Should().BeEmpty(because: "both ids are one person now");
    }

    [Fact]
    public async Task OptOut_NothingWasPublishedYet_TheOwnAddressCounts()
    {
        await using var crm = await WithMembers(1, 2);
        Withdraw(crm.Bench, 1);
        crm.Bench.Session.Execute("drop schema identity cascade; drop schema audiences cascade; drop schema marts cascade");

        crm.Bench.DeliverOptOuts().HasFailures.Should().BeFalse();

        crm.Receiver.Members("welcome").Keys.Should().Equal("2");
    }

    [Fact]
    public async Task OptOut_HalfOfTheAudienceAndMore_PassesTheGuard()
    {
        await using var crm = await WithMembers(Persons(1, 50));
        foreach (var person in Persons(1, 40))
        {
            Withdraw(crm.Bench, person);
        }

        crm.Bench.DeliverOptOuts().HasFailures.Should().BeFalse();

        crm.Receiver.Members("welcome").Should().HaveCount(10);
    }

    [Fact]
    public async Task OptOut_SyncAloneWithABlockedPlan_IsSentAllTheSame()
    {
        await using var crm = await WithMembers(Persons(1, 50));
        Withdraw(crm.Bench, 50);
        crm.Bench.Leave(Persons(1, 40));

        var plan = crm.Bench.Run().Plans.Single();

        plan.Blocked.Should().NotBeNull();
        plan.Removals.Acknowledged.Should().Be(1);
        crm.Applied().Should().Equal("remove 50");
    }

    [Fact]
    public async Task OptOut_AsOfIsOlderThanWhatWasDelivered_IsSentAllTheSame()
    {
        await using var crm = await WithMembers(1, 2);
        Withdraw(crm.Bench, 1);
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(-1);

        crm.Bench.DeliverOptOuts();

        crm.Receiver.Members("welcome").Keys.Should().Equal("2");
    }

    [Fact]
    public async Task OptOut_RemovalIsRejected_IsTriedAgainEveryTime()
    {
        await using var crm = await WithMembers(1);
        Withdraw(crm.Bench, 1);
        crm.Receiver.RejectsRow = _ => "busy";
        for (var i = 0; i < 7; i++)
        {
            crm.Bench.DeliverOptOuts().HasFailures.Should().BeTrue();
        }

        crm.Receiver.RejectsRow = _ => null;
        crm.Bench.DeliverOptOuts().HasFailures.Should().BeFalse();

        crm.Receiver.Members("welcome").Should().BeEmpty();
    }

    [Fact]
    public async Task OptOut_PurposeIsAContract_AnObjectionRemoves()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Define("delivery", "service");
        crm.Bench.Enter("delivery", 1, 2);
        crm.Bench.Change(destination => destination with { Audiences = ["delivery"] });
        crm.Bench.Run();
        crm.Bench.State(Bench.Email(1), "withdrawn", "2025-01-31 08:00:00", purpose: "service");

        crm.Bench.DeliverOptOuts();

        crm.Receiver.Members("delivery").Keys.Should().Equal("2");
    }

    [Fact]
    public async Task OptOut_DestinationFails_TheNextOneGetsItsOptOuts()
    {
        await using var crm = await WithMembers(1, 2);
        await using var second = await WebhookReceiver.Start(Bench.Secret);
        crm.Bench.AddWebhook(second, "mail");
        crm.Bench.Run();
        Withdraw(crm.Bench, 1);
        crm.Bench.Change(destination => destination with { Secret = "${env:KMEN_TEST_NOT_SET}" });

        var result = crm.Bench.DeliverOptOuts();

        result.HasFailures.Should().BeTrue();
        result.Plans.Single(plan => plan.Destination == "crm").Failure.Should().Contain("KMEN_TEST_NOT_SET");
        second.Members("welcome").Keys.Should().Equal("2");
        second.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task OptOut_DestinationIsNotArmedAnyMore_IsSaidAloud()
    {
        await using var crm = await WithMembers(1);
        Withdraw(crm.Bench, 1);
        crm.Bench.Change(destination => destination with { Armed = [] });

        crm.Bench.DeliverOptOuts();

        crm.Bench.Reporter.Said[^1].Should().StartWith("warning").And.Contain("not armed for dev").And.NotContain("@");
    }

    [Fact]
    public async Task OptOut_DestinationIsGoneFromTheConfiguration_Fails()
    {
        await using var crm = await WithMembers(1);
        Withdraw(crm.Bench, 1);
        crm.Bench.Destinations.Clear();

        var result = crm.Bench.DeliverOptOuts();

        result.HasFailures.Should().BeTrue();
        result.Plans.Single().Failure.Should().Contain("crm").And.Contain("no longer in kmen.yml");
    }

    [Fact]
    public async Task OptOut_DryRun_SendsNothing()
    {
        await using var crm = await WithMembers(1);
        Withdraw(crm.Bench, 1);

        var result = crm.Bench.DeliverOptOuts(dryRun: true);

        result.Plans.Single().Removals.Planned.Should().Be(1);
        crm.Receiver.Members("welcome").Should().HaveCount(1);
    }

    [Fact]
    public async Task OptOut_MembersLastBatchHasNoOutcome_TheBatchIsNotSentAgainAndTheMemberIsRemoved()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        crm.Receiver.Faults = (_, _) => Fault.DropAfter;
        crm.Bench.Run();
        crm.Receiver.Members("welcome").Should().HaveCount(2, because: "it was applied, though we do not know");
        crm.Receiver.Faults = (_, _) => Fault.None;
        crm.Receiver.Forget();
        Withdraw(crm.Bench, 1);

        crm.Bench.DeliverOptOuts();

        crm.Applied().Should().Equal("remove 1");
        crm.Bench.Leave(1);
        crm.Bench.Run().HasFailures.Should().BeFalse();
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task OptOut_MembersLastBatchWasNeverApplied_NothingOfItLeaves()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        crm.Receiver.Faults = (_, _) => Fault.DropBefore;
        crm.Bench.Run();
        crm.Receiver.Faults = (_, _) => Fault.None;
        Withdraw(crm.Bench, 1);

        crm.Bench.Run();

        crm.Receiver.Applied.Should().NotContain(one => one.Operation.Kind == "upsert" && one.Operation.ExternalId == "1");
        crm.Receiver.Members("welcome").Keys.Should().Equal("2");
    }

    [Fact]
    public async Task OptOut_SaysNothingPersonal()
    {
        await using var crm = await WithMembers(1, 2);
        Withdraw(crm.Bench, 1);
        crm.Receiver.RejectsRow = operation => $"cannot reach {operation.Address}";

        crm.Bench.DeliverOptOuts();
        crm.Bench.Rename(2, "Secretname");
        crm.Bench.Run();

        string.Join('\n', crm.Bench.Reporter.Said).Should().NotContain("@").And.NotContain("Secretname");
    }
}
