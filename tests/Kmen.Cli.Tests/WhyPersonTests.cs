using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class WhyPersonTests : IDisposable
{
    const string Night =
        """
        create schema identity; create schema marts; create schema audiences; create schema activation;
        create table marts.person as select 1::bigint as person_id, 'Jan' as name;
        create table identity.person_records as select 'members' as source, 'a' as record_id, 1::bigint as person_id;
        create table identity.record_history as
            select 'members' as source, 'a' as record_id, 1::bigint as person_id, timestamp '2026-01-01' as valid_from, null::timestamp as valid_to, 'r' as run_id;
        create table identity.identifiers as select 'members' as source, 'a' as record_id, 'email' as identifier_type, 'jan@example.com' as value;
        create table identity.successor as select * from (values (1::bigint, 1::bigint), (2, 1), (3, null)) successor(old_id, person_id);
        create table identity.history as
            select timestamp '2026-01-02' as event_at, 'merged' as event, 2::bigint as person_id, 1::bigint as other_person_id, 'email' as cause
            union all select timestamp '2026-01-03', 'ended', 3, null, 'no source holds a record of this person any more';
        create table audiences.membership as
            select 'welcome' as audience, 3::bigint as person_id, timestamp '2026-01-01' as entered_at, timestamp '2026-01-03' as left_at, 'new here' as reason,
                'email' as address_type, 'eva@example.com' as address
            union all select 'welcome', 2, timestamp '2026-01-01', timestamp '2026-01-02', 'as two', 'email', 'honza@example.com';
        create table activation.deliveries as
            select timestamp '2026-01-01' as sent_at, 'crm' as destination, 'welcome' as audience, 'upsert' as operation, 'acknowledged' as status, 'taken' as response, '3' as external_id
            union all select timestamp '2026-01-01', 'crm', 'welcome', 'upsert', 'acknowledged', 'of the merged', '2'
            union all select timestamp '2026-01-01', 'crm', 'welcome', 'upsert', 'acknowledged', 'long gone', '99';
        """;

    readonly Publication published = new();

    public WhyPersonTests() => published.Publish("1", Night);

    public void Dispose() => published.Dispose();

    [Fact]
    public async Task Why_AnIdentifierWithBlanksAround_FindsThePerson()
    {
        var (code, text, error) = await Why("  Jan@Example.com ");

        code.Should().Be(ExitCode.Done);
        text.Should().Contain("Jan");
        error.Should().BeEmpty();
    }

    [Fact]
    public async Task Why_AMergedId_SaysIntoWhomAndShowsWhatWasUnderIt()
    {
        var (code, text, error) = await Why("2");

        code.Should().Be(ExitCode.Done);
        error.Should().Be("The person 2 was merged into 1.\n");
        text.Should().Contain("Jan").And.Contain("as two").And.Contain("of the merged");
    }

    [Fact]
    public async Task Why_AnEndedId_ShowsHistoryStaysAndDeliveries()
    {
        var (code, text, error) = await Why("3");

        code.Should().Be(ExitCode.Done);
        error.Should().StartWith("The person 3 has ended");
        text.Should().Contain("ended").And.Contain("new here").And.Contain("taken");
    }

    [Fact]
    public async Task Why_AnAddressThatNoSourceHoldsAnyMore_IsFoundByTheStayItWasUsedFor()
    {
        var (code, text, error) = await Why("EVA@example.com");

        code.Should().Be(ExitCode.Done);
        error.Should().Contain("the person 3 was in an audience with it").And.Contain("has ended");
        text.Should().Contain("new here").And.Contain("taken");
    }

    [Fact]
    public async Task Why_AnEarlierAddressOfAMergedPerson_LeadsToWhoTookItOver()
    {
        var (_, text, error) = await Why("honza@example.com");

        error.Should().Contain("the person 1 was in an audience with it").And.NotContain("ended");
        text.Should().Contain("Jan");
    }

    [Fact]
    public async Task Why_AnIdThatOnlyDeliveriesName_ShowsThem()
    {
        var (code, text, error) = await Why("99");

        code.Should().Be(ExitCode.Done);
        error.Should().Contain("not known to identity any more");
        text.Should().Contain("long gone");
    }

    [Theory]
    [InlineData("nobody@example.com", "Nobody has or had that identifier.")]
    [InlineData("77", "There is and was no person 77")]
    public async Task Why_SomebodyWhoNeverWas_IsRefused(string words, string message)
    {
        var (code, _, error) = await Why(words);

        code.Should().Be(ExitCode.Usage);
        error.Should().Contain(message);
    }

    async Task<(ExitCode Code, string Out, string Error)> Why(string words)
    {
        var console = new TestConsole();
        var code = await console.RunAsync("why", "person", words, "--workspace", published.Root);
        return (code, console.Out, console.Error);
    }
}
