using Kmen.Workspace;

namespace Kmen.Audiences.Tests;

public sealed class AudienceErrorTests : IDisposable
{
    readonly TestNights nights = new();

    public void Dispose() => nights.Dispose();

    [Fact]
    public void Audience_WithoutAPurpose_IsRefused()
    {
        nights.Audience("b", null, "email");
        Refused(() => nights.Steps()).WayOut.Should().Contain("marketing, service, newsletter, research");
    }

    [Fact]
    public void Audience_WithAnUnknownPurpose_HearsTheNearest()
    {
        nights.Audience("b", "marketting", "email");
        var error = Refused(() => nights.Steps());
        error.Message.Should().Contain("marketting");
        error.WayOut.Should().Be("Did you mean marketing?");
        error.Where.Should().Be(new SourcePosition("sql/audiences/b.sql", 1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("pigeon")]
    public void Audience_WithoutAKnownChannel_IsRefused(string? channel)
    {
        nights.Audience("b", "marketing", channel);
        Refused(() => nights.Steps()).WayOut.Should().Contain("email, sms");
    }

    [Fact]
    public void Audience_ThatNeedsConsentWhereNoneIsHeld_IsRefused()
    {
        nights.Workspace = nights.Workspace with { Consents = null };
        nights.Audience("b", "service", "email");
        Refused(() => nights.Steps()).WayOut.Should().Contain("consents");
    }

    [Theory]
    [InlineData("research", null)]
    [InlineData("marketing", "email")]
    public void Audience_WithoutAReason_IsRefused(string purpose, string? channel)
    {
        nights.Audience("b", purpose, channel, "select person_id from marts.inside");
        Refused(() => nights.Build(1, People.In("b", 1))).Message.Should().Be("audiences.b has no column reason.");
    }

    [Theory]
    [InlineData("research", null)]
    [InlineData("marketing", "email")]
    public void Audience_WithoutPersons_IsRefused(string purpose, string? channel)
    {
        nights.Audience("b", purpose, channel, "select 1 as customer_id, 'x' as reason");
        Refused(() => nights.Build(1, People.In("b", 1))).Message.Should().Be("audiences.b has no column person_id.");
    }

    [Fact]
    public void Audience_WithColumnsInUpperCase_IsTaken()
    {
        nights.Audience("b", "research", sql: "select person_id as PERSON_ID, 'x' as Reason from marts.inside where audience = 'b'");
        nights.Night(1, People.In("b", 4)).Should().Equal("b 4 1-");
    }

    [Fact]
    public void Audience_WithAPersonTwice_IsRefused() =>
        Failed(() => nights.Build(1, People.In("a", 4, 4, 5))).Message.Should().Be("audiences.a holds 1 persons more than once.");

    [Fact]
    public void Audience_WithNobodysRow_IsRefused() =>
        Failed(() => nights.Build(1, new People { Inside = [("a", null)] })).Message.Should().Contain("without a person_id");

    [Fact]
    public void Audience_WithAMistypedColumn_HasThePlace()
    {
        nights.Audience("b", "marketing", "email", "-- kůň\nselect person_id, 'x' as reason\nfrom marts.inside where audiense = 'b'");
        var error = Failed(() => nights.Build(1, People.In("b", 1)));
        error.Where!.ToString().Should().Be("sql/audiences/b.sql:3:25");
        error.WayOut.Should().Contain("audience");
    }

    [Fact]
    public void Workspace_WithoutAudiences_HasNoSteps()
    {
        nights.Audiences.Clear();
        nights.Steps().Should().BeEmpty();
    }

    static KmenException Refused(Action act)
    {
        var error = Failed(act);
        error.ExitCode.Should().Be(ExitCode.Usage);
        error.Where!.File.Should().Be("sql/audiences/b.sql");
        return error;
    }

    static KmenException Failed(Action act) => act.Should().Throw<KmenException>().Which;
}
