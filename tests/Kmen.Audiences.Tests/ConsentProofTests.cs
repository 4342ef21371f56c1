using Kmen.Workspace;
using static Kmen.Audiences.Tests.Statement;

namespace Kmen.Audiences.Tests;

public sealed class ConsentProofTests : IDisposable
{
    readonly TestNights nights = new();

    readonly People people = People.In("m", 1, 2, 3) with { Addresses = [(1, "email", "jana@x.cz"), (2, "email", "petr@x.cz"), (3, "email", "eva@x.cz")] };

    public ConsentProofTests()
    {
        nights.Audience("m", "marketing", "email");
        nights.Statements.AddRange([Given("jana@x.cz", 1), Given("petr@x.cz", 1), Withdrawn("petr@x.cz", 2)]);
    }

    public void Dispose() => nights.Dispose();

    [Fact]
    public void Proof_OfAnHonestBuild_FindsNobody()
    {
        nights.Build(10, people);
        nights.Reached().Should().Equal("m 1 jana@x.cz");
        nights.Leaks("m").Should().Be(0);
        nights.Tests.Should().BeEmpty();
    }

    [Fact]
    public void Proof_OfAJoinThatLendsConsent_FindsEveryMemberAndStops()
    {
        nights.Staging = $"select mine.address_type, mine.address, other.purpose, other.channel, true as is_given, other.stated_at from "
            + $"(select 'email' as address_type, unnest(['jana@x.cz', 'petr@x.cz', 'eva@x.cz']) as address) mine, ({TestNights.HonestStaging}) other where other.is_given";
        var act = () => nights.Build(10, people);
        var error = act.Should().Throw<KmenException>().Which;
        error.Message.Should().Contain("2 in m");
        error.WayOut.Should().Contain("staging.stg_consents");
        nights.Leaks("m").Should().Be(2, because: "one withdrew, one never gave");
        nights.Tests.Should().ContainSingle().Which.Should().Be(new Models.Testing.TestOutcome("audiences.m", "consent_proof", null, "failed", 2, null));
    }

    [Fact]
    public void Proof_OfStagingThatForgetsWithdrawals_Stops()
    {
        nights.Staging = TestNights.HonestStaging + " where action = 'given'";
        var act = () => nights.Build(10, people);
        act.Should().Throw<KmenException>().WithMessage("*1 in m*");
    }

    [Fact]
    public void Proof_OfStagingThatMixesPurposes_Stops()
    {
        nights.Statements.Add(Given("eva@x.cz", 1, purpose: "newsletter"));
        nights.Staging = $"select * replace ('marketing' as purpose) from ({TestNights.HonestStaging})";
        var act = () => nights.Build(10, people);
        act.Should().Throw<KmenException>().WithMessage("*1 in m*");
    }

    [Fact]
    public void Proof_OfStagingThatMovesDates_Stops()
    {
        nights.Statements.Add(Given("eva@x.cz", 20));
        nights.Staging = $"select * replace (timestamp '2026-01-01' as stated_at) from ({TestNights.HonestStaging}) where address = 'eva@x.cz'";
        var act = () => nights.Build(10, people);
        act.Should().Throw<KmenException>().WithMessage("*1 in m*");
    }

    [Fact]
    public void Proof_OfAnObjectionThatStagingLost_Stops()
    {
        nights.Audience("m", "service", "email");
        nights.Statements.Add(Withdrawn("eva@x.cz", 3, purpose: "service"));
        nights.Staging = TestNights.HonestStaging + " where false";
        var act = () => nights.Build(10, people);
        act.Should().Throw<KmenException>().WithMessage("*1 in m*", because: "a legal basis other than consent ends with an objection");
    }

    [Fact]
    public void Proof_CountsMembersOfEveryAudience()
    {
        nights.Build(10, people with { Inside = [.. people.Inside, ("a", 1), ("a", 2)] });
        Warehouse.SessionReading.List(
            nights.Session, "select audience || ' ' || purpose || ' ' || coalesce(channel, '-') || ' ' || members || ' ' || members_without_consent from audiences.consent_proof",
            row => row.GetString(0)).Should().Equal("a research - 2 0", "m marketing email 1 0");
    }

    [Fact]
    public void Proof_OfAWorkspaceWithoutConsents_CountsMembers()
    {
        nights.Audiences.Remove("m");
        nights.Workspace = nights.Workspace with { Consents = null };
        nights.Build(10, People.In("a", 1, 2));
        nights.Leaks("a").Should().Be(0);
        Warehouse.SessionReading.Scalar<long>(nights.Session, "select members from audiences.consent_proof").Should().Be(2);
    }
}
