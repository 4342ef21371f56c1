using Kmen.Warehouse;
using static Kmen.Audiences.Tests.Statement;

namespace Kmen.Audiences.Tests;

/// <summary>Every night here is as of day 10; person 1 has two e-mail addresses and a phone, person 2 one e-mail address.</summary>
public sealed class ConsentRuleTests : IDisposable
{
    const int Tonight = 10;

    const string Mine = "jana@x.cz", Other = "jana.n@x.cz", Phone = "+420603123456", Theirs = "petr@x.cz";

    readonly TestNights nights = new();

    public ConsentRuleTests()
    {
        nights.Audiences.Clear();
        nights.Audience("m", "marketing", "email");
    }

    public void Dispose() => nights.Dispose();

    [Fact]
    public void NoStatement_GrantsNothing() => Reached().Should().BeEmpty();

    [Fact]
    public void Given_Reaches() => Reached(Given(Mine, 5)).Should().Equal("m 1 " + Mine);

    [Fact]
    public void Latest_Wins()
    {
        Reached(Given(Mine, 5), Withdrawn(Mine, 6)).Should().BeEmpty();
        Reached(Withdrawn(Mine, 5), Given(Mine, 6)).Should().Equal("m 1 " + Mine);
    }

    [Fact]
    public void Withdrawal_WinsTies() => Reached(Given(Mine, 5), Withdrawn(Mine, 5)).Should().BeEmpty();

    [Fact]
    public void Given_AtOrAfterTonight_GrantsNothingYet()
    {
        Reached(Given(Mine, Tonight)).Should().BeEmpty();
        Reached(Given(Mine, 20)).Should().BeEmpty();
        Reached(Given(Mine, Tonight - 1)).Should().HaveCount(1);
    }

    [Fact]
    public void Withdrawal_InTheFuture_CountsAtOnce() => Reached(Given(Mine, 5), Withdrawn(Mine, 20)).Should().BeEmpty();

    [Fact]
    public void Given_InTheFuture_TakesNoWithdrawalBack() => Reached(Given(Mine, 1), Withdrawn(Mine, 5), Given(Mine, 20)).Should().BeEmpty();

    [Fact]
    public void Withdrawal_OfAnotherAddress_HoldsForThePerson()
    {
        Reached(Given(Mine, 5), Withdrawn(Other, 3)).Should().BeEmpty();
        Reached(Given(Mine, 5), Withdrawn(Phone, 3)).Should().BeEmpty(because: "it names the purpose and the channel, whichever the address");
        Reached(Given(Mine, 5), Withdrawn(Theirs, 3)).Should().HaveCount(1, because: "another person's withdrawal is not theirs");
    }

    [Fact]
    public void Withdrawal_TakenBackAtItsAddress_HoldsNoLonger() =>
        Reached(Given(Mine, 5), Withdrawn(Other, 3), Given(Other, 4)).Should().Equal("m 1 " + Mine);

    [Fact]
    public void Statements_OfAnotherPurposeOrChannel_SayNothing()
    {
        Reached(Given(Mine, 5, purpose: "newsletter")).Should().BeEmpty();
        Reached(Given(Mine, 5, channel: "sms")).Should().BeEmpty();
        Reached(Given(Mine, 5), Withdrawn(Mine, 6, purpose: "newsletter"), Withdrawn(Mine, 6, channel: "sms")).Should().HaveCount(1);
    }

    /// <summary>Regression: a withdrawal without a date was not seen by the enforcement.</summary>
    [Fact]
    public void Withdrawal_WithoutADate_Holds() => Reached(Given(Mine, 5), Withdrawn(Mine, 0) with { StatedAt = null }).Should().BeEmpty();

    [Fact]
    public void Given_WithoutADate_GrantsNothing() => Reached(Given(Mine, 0) with { StatedAt = null }).Should().BeEmpty();

    /// <summary>Regression: what neither gave nor withdrew was left out by the enforcement and by the proof.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unsure")]
    public void Statement_OfSomethingElse_Withdraws(string? action) => Reached(Given(Mine, 5), Given(Mine, 6) with { Action = action }).Should().BeEmpty();

    [Fact]
    public void OneAddress_IsTheOneWithTheLatestWord_ThenTheFirst()
    {
        Reached(Given(Mine, 5), Given(Other, 6)).Should().Equal("m 1 " + Other);
        Reached(Given(Mine, 6), Given(Other, 5)).Should().Equal("m 1 " + Mine);
        Reached(Given(Mine, 5), Given(Other, 5)).Should().Equal("m 1 " + Other);
    }

    [Theory]
    [InlineData("service")]
    [InlineData("newsletter")]
    public void ContractAndLegitimateInterest_HoldUntilObjection(string purpose)
    {
        nights.Audience("m", purpose, "email");
        Reached().Should().Equal("m 1 " + Other, "m 2 " + Theirs);
        Reached(Withdrawn(Mine, 5, purpose)).Should().Equal("m 2 " + Theirs);
        Reached(Withdrawn(Mine, 20, purpose)).Should().Equal("m 2 " + Theirs);
        Reached(Withdrawn(Mine, 5, purpose), Given(Mine, 6, purpose)).Should().Equal("m 1 " + Mine, "m 2 " + Theirs);
    }

    [Fact]
    public void Contract_NeedsAnAddressOfTheChannel()
    {
        nights.Audience("m", "service", "sms");
        Reached().Should().Equal("m 1 " + Phone);
    }

    [Fact]
    public void Analysis_NeedsNoConsentAndGivesNoAddress()
    {
        nights.Audience("m", "research");
        Reached(Withdrawn(Mine, 5)).Should().Equal("m 1 -", "m 2 -", "m 3 -");
    }

    [Fact]
    public void Raw_SpeltOtherwise_IsUnderstoodByEnforcementAndProof()
    {
        Reached(new Statement("email", "  JANA@x.cz ", "Marketing", "EMAIL", "Given", TestNights.Midnight(5))).Should().Equal("m 1 " + Mine);
        Reached(Given(Mine, 5), new Statement("email", "  JANA@x.cz ", "Marketing", "EMAIL", "Withdrawn", TestNights.Midnight(6))).Should().BeEmpty();
    }

    [Fact]
    public void Address_ThatIsMissing_ReachesNobody()
    {
        nights.Audience("m", "service", "email");
        nights.Build(Tonight, People.In("m", 1) with { Addresses = [(1, "email", null)] });
        nights.Reached().Should().BeEmpty();
    }

    [Fact]
    public void Workspace_WithOnlyAnalysis_NeedsNoChannels()
    {
        nights.Audience("m", "research");
        nights.Workspace = nights.Workspace with
        {
            Channels = new Dictionary<string, Kmen.Workspace.Configuration.ChannelConfiguration>(),
        };
        Reached().Should().HaveCount(3);
    }

    [Fact]
    public void Person_WhomNoAudienceSelects_IsNotJudged()
    {
        nights.Statements.AddRange([Given(Mine, 5), Given(Theirs, 5)]);
        nights.Build(Tonight, People.In("m", 2) with { Addresses = [(1, "email", Mine), (2, "email", Theirs)] });
        SessionReading.List(nights.Session, "select person_id from audiences.eligible", row => row.GetInt64(0)).Should().Equal(2);
    }

    /// <summary>In a part of a build the audiences may be those of the publication.</summary>
    [Fact]
    public void Audience_ThatWasNotBuilt_IsJudgedWithTheMembership()
    {
        Reached(Given(Mine, 5));
        MembershipAfter("delete from audiences.eligible").Should().Equal("m 1 " + Mine);
        MembershipAfter("delete from audiences.eligible; update audiences.consent set is_valid = false, is_withdrawn = true").Should().BeEmpty();
    }

    IReadOnlyList<string> MembershipAfter(string change)
    {
        nights.Session.Execute(change);
        nights.Steps().Single(step => step.Name == "audiences.membership").Run(nights.Context(Tonight));
        return nights.Reached();
    }

    IReadOnlyList<string> Reached(params Statement[] statements)
    {
        nights.Statements.Clear();
        nights.Statements.AddRange(statements);
        nights.Build(Tonight, People.In("m", 1, 2, 3) with { Addresses = [(1, "email", Mine), (1, "email", Other), (1, "phone", Phone), (2, "email", Theirs)] });
        nights.Leaks("m").Should().Be(0);
        return nights.Reached();
    }
}
