using Kmen.Activation.Tests.Harness;

namespace Kmen.Activation.Tests.Planning;

public sealed class GuardTests
{
    static long[] Persons(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(i => (long)i)];

    [Fact]
    public async Task Sync_TooManyWouldLeave_SendsNothingOfThePlanAndSaysTheWayOut()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(Persons(1, 50));
        crm.Bench.Run();
        crm.Receiver.Forget();
        crm.Bench.Leave(Persons(1, 30));
        crm.Bench.Enter(60);

        var result = crm.Bench.Run();

        result.HasFailures.Should().BeTrue();
        result.Plans.Single().Blocked.Should().Contain("remove 30 of the 50").And.Contain("destinations.crm.max_removal_share");
        result.Plans.Single().Removals.Should().Be(new OperationCounts(30, 0, 0, 0, 0));
        crm.Applied().Should().BeEmpty(because: "nothing of a blocked plan is sent, upserts neither");
        crm.Bench.Reporter.Said[^1].Should().Contain("Failed");

        crm.Bench.Change(destination => destination with { MaxRemovalShare = 1 });
        crm.Bench.Run().HasFailures.Should().BeFalse();
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_AudienceIsEmptied_IsBlocked()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(Persons(1, 30));
        crm.Bench.Run();
        crm.Bench.Session.Execute("delete from audiences.membership");

        crm.Bench.Run().Plans.Single().Blocked.Should().Contain("30 of the 30");
    }

    [Fact]
    public async Task Sync_FewLeaveASmallAudience_Passes()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(Persons(1, 20));
        crm.Bench.Run();
        crm.Bench.Leave(Persons(1, 20));

        crm.Bench.Run().HasFailures.Should().BeFalse(because: "twenty removals pass at any share");
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_ManyWereMerged_IsNoLoss()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(Persons(1, 60));
        crm.Bench.Run();
        for (var i = 1; i <= 40; i++)
        {
            crm.Bench.Merge(old: i, survivor: 60);
        }

        crm.Bench.Run().HasFailures.Should().BeFalse(because: "the persons are still there under another id");
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_ProofFindsMembersWithoutConsent_SendsNothing()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        crm.Bench.Session.Execute("update audiences.consent_proof set members_without_consent = 1");

        var result = crm.Bench.Run();

        result.HasFailures.Should().BeTrue();
        result.Plans.Single().Blocked.Should().Contain("consent_proof finds 1 members of welcome without consent");
        crm.Receiver.Requests.Should().Be(0);
    }

    [Fact]
    public async Task Sync_ProofFailsAndABatchIsOpen_ItIsNotSentAgain()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Receiver.Faults = (_, _) => Receiver.Fault.DropBefore;
        crm.Bench.Run();
        crm.Receiver.Faults = (_, _) => Receiver.Fault.None;
        crm.Bench.Session.Execute("update audiences.consent_proof set members_without_consent = 1");

        crm.Bench.Run().HasFailures.Should().BeTrue();

        crm.Applied().Should().BeEmpty();
        crm.Bench.Session.Execute("update audiences.consent_proof set members_without_consent = 0");
        crm.Bench.Run();
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public void Sync_NothingIsPublished_SaysSo()
    {
        using var bench = new Bench();
        bench.AddFolder();
        bench.Session.Execute("drop schema audiences cascade; drop schema marts cascade; drop schema identity cascade");

        FluentActions.Invoking(() => bench.Run()).Should().Throw<Workspace.KmenException>().WithMessage("There is no publication*");
    }

    [Fact]
    public async Task Sync_ProofIsMissing_SendsNothing()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Bench.Session.Execute("delete from audiences.consent_proof");

        crm.Bench.Run().Plans.Single().Blocked.Should().Contain("says nothing about welcome");
        crm.Receiver.Requests.Should().Be(0);
    }

    [Fact]
    public async Task Sync_AsOfIsOlderThanWhatWasDelivered_IsRefused()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Bench.Run();
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(-1);
        crm.Bench.Enter(2);

        var plan = crm.Bench.Run().Plans.Single();

        plan.Blocked.Should().Contain("2025-02-01T00:00:00Z").And.Contain("2025-01-31T00:00:00Z");
        plan.HasFailures.Should().BeTrue();
        crm.Receiver.Members("welcome").Should().ContainSingle();
    }

    [Fact]
    public async Task Sync_DryRun_PlansAndTouchesNothing()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2, 3);
        Environment.SetEnvironmentVariable("KMEN_TEST_UNSET", null);
        crm.Bench.Change(destination => destination with { Secret = "${env:KMEN_TEST_UNSET}" });

        var plan = crm.Bench.Run(dryRun: true).Plans.Single();

        plan.IsDryRun.Should().BeTrue();
        plan.Upserts.Should().Be(new OperationCounts(3, 0, 0, 0, 0));
        plan.Sample.Should().Equal("1", "2", "3");
        plan.HasFailures.Should().BeFalse();
        crm.Receiver.Requests.Should().Be(0);
        crm.Bench.Query("select (select count(*) from activation.batches) + (select count(*) from activation.batch_rows)").Should().Equal("0");
    }

    [Fact]
    public async Task Sync_DestinationIsNotArmed_IsPlannedOnly()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Bench.Change(destination => destination with { Armed = ["prod"] });

        var plan = crm.Bench.Run().Plans.Single();

        plan.IsDryRun.Should().BeTrue();
        plan.Upserts.Planned.Should().Be(1);
        crm.Receiver.Requests.Should().Be(0);
    }

    [Fact]
    public async Task Sync_AudienceIsTakenFromTheDestination_ItsMembersAreRemovedThere()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Define("other");
        crm.Bench.Enter(1);
        crm.Bench.Enter("other", 1, 2);
        crm.Bench.Change(destination => destination with { Audiences = ["welcome", "other"] });
        crm.Bench.Run();
        crm.Bench.Change(destination => destination with { Audiences = ["welcome"] });

        crm.Bench.Run();

        crm.Receiver.Members("other").Should().BeEmpty(because: "no orphans stay");
        crm.ShouldHoldWhatIsPublished();
    }

    [Fact]
    public async Task Sync_OneAudienceIsBlocked_TheOtherIsSent()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Define("other");
        crm.Bench.Enter(1);
        crm.Bench.Enter("other", 2);
        crm.Bench.Change(destination => destination with { Audiences = ["welcome", "other"] });
        crm.Bench.Session.Execute("update audiences.consent_proof set members_without_consent = 1 where audience = 'welcome'");

        var result = crm.Bench.Run();

        result.HasFailures.Should().BeTrue();
        crm.Receiver.Members("welcome").Should().BeEmpty();
        crm.Receiver.Members("other").Keys.Should().Equal("2");
    }

    [Fact]
    public async Task Sync_PersonIsAMemberTwice_FailsWithTheCount()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Bench.Enter(1);

        crm.Bench.Run().Errors.Should().ContainSingle().Which.Message.Should().Match("*1 persons more than once*welcome*");

        crm.Receiver.Requests.Should().Be(0);
    }
}
