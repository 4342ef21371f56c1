using Kmen.Models.Building;
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
    public void Audience_ThatSelectsFromWhatIsMadeOfAnother_IsJudgedByItself()
    {
        nights.Audience("m", "marketing", "email");
        nights.Audience("n", "marketing", "email", "select person_id, 'x' as reason from predictions.scores");

        var step = nights.Steps(new Maker("marts.reached", "audiences.m"), new Maker("predictions.scores", "marts.reached")).Single(step => step.Name == Step);

        step.Inputs.Should().Contain("marts.inside").And.NotContain("predictions.scores");
        nights.Steps(new Maker("predictions.scores", "marts.inside")).Single(step => step.Name == Step).Inputs.Should().Contain("predictions.scores");
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

    sealed class Maker(string table, string of) : IBuildStep
    {
        public string Name => table;

        public string Kind => "test";

        public IReadOnlyList<string> Inputs => [of];

        public IReadOnlyList<string> Outputs => [table];

        public StepResult Run(BuildContext context) => new(0);
    }

    static People Everybody => new()
    {
        Inside = [.. new[] { "by_mail", "by_phone", "by_text", "studied", "m", "n" }.SelectMany(audience => new[] { (audience, (long?)1), (audience, 2) })],
        Addresses = [(1, "email", Mine), (1, "phone", Phone), (2, "email", Theirs)],
    };
}
