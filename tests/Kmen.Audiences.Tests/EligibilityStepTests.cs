using Kmen.Warehouse;
using Kmen.Workspace;
using static Kmen.Audiences.Tests.Statement;

namespace Kmen.Audiences.Tests;

public sealed class EligibilityStepTests : IDisposable
{
    const int Tonight = 10;

    const string Step = "audiences.eligible", Mine = "jana@x.cz", Phone = "+420603123456", Theirs = "petr@x.cz";

    readonly TestNights nights = new();

    public EligibilityStepTests()
    {
        nights.Audiences.Clear();
        nights.Statements.AddRange([Given(Mine, 5), Given(Theirs, 5)]);
    }

    public void Dispose() => nights.Dispose();

    [Fact]
    public void Audiences_OfSeveralPurposesAndChannels_AreJudgedTogether_EachByItsOwn()
    {
        nights.Audience("by_mail", "marketing", "email");
        nights.Audience("by_phone", "service", "sms");
        nights.Audience("by_text", "marketing", "sms");
        nights.Audience("studied", "research");

        nights.Build(Tonight, Everybody);

        nights.Results[Step].Rows.Should().Be(3);
        nights.Reached().Should().BeEquivalentTo("by_mail 1 " + Mine, "by_mail 2 " + Theirs, "by_phone 1 " + Phone, "studied 1 -", "studied 2 -");
    }

    /// <summary>It can only be judged when the other is made.</summary>
    [Fact]
    public void Audience_ThatSelectsFromAnother_IsJudgedAfterIt()
    {
        nights.Audience("m", "marketing", "email");
        nights.Audience("n", "marketing", "email", "select person_id, 'x' as reason from audiences.m where person_id = 2");

        nights.Build(Tonight, Everybody);

        nights.Steps().Single(step => step.Name == Step).Inputs.Should().NotContain("audiences.m");
        nights.Results[Step].Rows.Should().Be(2);
        nights.Reached().Should().BeEquivalentTo("m 1 " + Mine, "m 2 " + Theirs, "n 2 " + Theirs);
    }

    [Fact]
    public void Audience_ThatDoesNotRun_KeepsNoOtherFromBeingJudged()
    {
        nights.Audience("m", "marketing", "email");
        nights.Audience("z", "marketing", "email", "select person_id, 'x' as reason from marts.nowhere");

        nights.Invoking(made => made.Build(Tonight, Everybody)).Should().Throw<KmenException>().Which.Where!.File.Should().Be("sql/audiences/z.sql");

        nights.Results[Step].Rows.Should().Be(2);
        SessionReading.List(nights.Session, "select person_id from audiences.m", row => row.GetInt64(0)).Should().BeEquivalentTo([1L, 2L]);
    }

    [Fact]
    public void Audience_WithPersonsThatAreNoNumbers_KeepsNoOtherFromBeingJudged()
    {
        nights.Audience("m", "marketing", "email");
        nights.Audience("z", "marketing", "email", "select 'nobody' as person_id, 'x' as reason");

        nights.Invoking(made => made.Build(Tonight, Everybody)).Should().Throw<Exception>().WithMessage("*person_id*");

        nights.Results[Step].Rows.Should().Be(2);
    }

    static People Everybody => new()
    {
        Inside = [.. new[] { "by_mail", "by_phone", "by_text", "studied", "m", "n" }.SelectMany(audience => new[] { (audience, (long?)1), (audience, 2) })],
        Addresses = [(1, "email", Mine), (1, "phone", Phone), (2, "email", Theirs)],
    };
}
