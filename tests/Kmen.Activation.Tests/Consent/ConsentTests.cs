using Kmen.Activation.Tests.Harness;

namespace Kmen.Activation.Tests.Consent;

/// <summary>What the last check before sending lets pass, whatever the publication says.</summary>
public sealed class ConsentTests
{
    const string As = "2025-02-01 00:00:00";

    static async Task<(bool Sent, long Suppressed)> Sent(Action<Bench> statements)
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        statements(crm.Bench);

        var plan = crm.Bench.Run().Plans.Single();

        plan.HasFailures.Should().BeFalse();
        crm.Receiver.Members("welcome").Should().ContainKey("2", because: "nothing is said about the other person");
        return (crm.Receiver.Members("welcome").ContainsKey("1"), plan.Suppressed);
    }

    static async Task Allows(Action<Bench> statements) => (await Sent(statements)).Should().Be((true, 0));

    static async Task Withholds(Action<Bench> statements) => (await Sent(statements)).Should().Be((false, 1));

    static void Reset(Bench bench) => bench.Session.Execute("delete from raw_store.raw.consents where address = 'p1@example.cz'");

    [Fact]
    public Task Upsert_GivenLongAgo_Passes() => Allows(_ => { });

    [Fact]
    public Task Upsert_NeverGiven_IsWithheld() => Withholds(Reset);

    [Fact]
    public Task Upsert_WithdrawnLater_IsWithheld() => Withholds(bench => bench.State(Bench.Email(1), "withdrawn", "2025-01-20 10:00:00"));

    [Fact]
    public Task Upsert_WithdrawnAndGivenAgain_Passes() => Allows(bench =>
    {
        bench.State(Bench.Email(1), "withdrawn", "2025-01-20 10:00:00");
        bench.State(Bench.Email(1), "given", "2025-01-20 10:00:01");
    });

    [Fact]
    public Task Upsert_GivenAndWithdrawnAtTheSameMoment_IsWithheld() => Withholds(bench => bench.State(Bench.Email(1), "withdrawn", "2025-01-01 00:00:00"));

    [Fact]
    public Task Upsert_GivenInTheFuture_IsWithheld() => Withholds(bench =>
    {
        Reset(bench);
        bench.State(Bench.Email(1), "given", As);
    });

    [Fact]
    public Task Upsert_WithdrawalIsDatedInTheFuture_IsWithheld() => Withholds(bench => bench.State(Bench.Email(1), "withdrawn", "2099-01-01 00:00:00"));

    [Theory]
    [InlineData("soon")]
    [InlineData(null)]
    public Task Upsert_WithdrawalHasNoReadableTime_IsWithheld(string? time) => Withholds(bench => bench.State(Bench.Email(1), "withdrawn", time));

    [Fact]
    public Task Upsert_GivenHasNoReadableTime_IsWithheld() => Withholds(bench =>
    {
        Reset(bench);
        bench.State(Bench.Email(1), "given", "soon");
    });

    [Theory]
    [InlineData("GIVEN ", true)]
    [InlineData("granted", false)]
    [InlineData(null, false)]
    public async Task Upsert_ActionIsWrittenSo_OnlyTheGivenOneGives(string? action, bool passes)
    {
        var (sent, _) = await Sent(bench =>
        {
            Reset(bench);
            bench.State(Bench.Email(1), action, "2025-01-10 00:00:00");
        });

        sent.Should().Be(passes);
    }

    [Fact]
    public Task Upsert_GivenForAnotherPurposeOrChannel_IsWithheld() => Withholds(bench =>
    {
        Reset(bench);
        bench.State(Bench.Email(1), "given", "2025-01-10 00:00:00", purpose: "service");
        bench.State(Bench.Email(1), "given", "2025-01-10 00:00:00", channel: "sms");
        bench.State(Bench.Email(1), "given", "2025-01-10 00:00:00", purpose: null);
    });

    [Fact]
    public Task Upsert_WithdrawnForAnotherPurpose_Passes() => Allows(bench => bench.State(Bench.Email(1), "withdrawn", "2025-01-20 00:00:00", purpose: "service"));

    [Theory]
    [InlineData(null, "email")]
    [InlineData("marketing", null)]
    [InlineData("", "")]
    public Task Upsert_WithdrawnWithoutPurposeOrChannel_IsWithheld(string? purpose, string? channel) =>
        Withholds(bench => bench.State(Bench.Email(1), "withdrawn", "2025-01-20 00:00:00", purpose, channel));

    [Theory]
    [InlineData("  P1@Example.CZ ")]
    [InlineData("p1+shop@example.cz")]
    [InlineData("p1@example.cz\u00a0")]
    [InlineData("\u2003p1@example.cz")]
    [InlineData("\tP1@example.cz\r")]
    public Task Upsert_WithdrawalIsWrittenDifferently_IsWithheld(string address) =>
        Withholds(bench => bench.State(address, "withdrawn", "2025-01-20 00:00:00"));

    [Fact]
    public Task Upsert_GivenIsWrittenInCapitals_Passes() => Allows(bench =>
    {
        Reset(bench);
        bench.State("P1@EXAMPLE.CZ ", "given", "2025-01-20 00:00:00");
    });

    [Fact]
    public Task Upsert_GivenForATaggedAddress_IsWithheld() => Withholds(bench =>
    {
        Reset(bench);
        bench.State("p1+shop@example.cz", "given", "2025-01-20 00:00:00");
    });

    [Fact]
    public Task Upsert_AnotherAddressOfThePersonIsWithdrawn_IsWithheld() => Withholds(bench =>
    {
        bench.Session.Execute("insert into identity.identifiers values ('web', 'c1', 'email', 'second@example.cz')");
        bench.Session.Execute("insert into identity.person_records values ('web', 'c1', 1)");
        bench.State("Second@example.cz", "withdrawn", "2024-06-01 00:00:00");
    });

    [Fact]
    public Task Upsert_AnotherAddressWasWithdrawnAndGivenAgain_Passes() => Allows(bench =>
    {
        bench.Session.Execute("insert into identity.identifiers values ('web', 'c1', 'email', 'second@example.cz')");
        bench.Session.Execute("insert into identity.person_records values ('web', 'c1', 1)");
        bench.State("second@example.cz", "withdrawn", "2024-06-01 00:00:00");
        bench.State("second@example.cz", "given", "2024-07-01 00:00:00");
    });

    [Theory]
    [InlineData("+420 603 123 456")]
    [InlineData("603123456")]
    [InlineData("00420603123456")]
    public Task Upsert_APhoneOfThePersonIsWithdrawn_IsWithheldInAnyForm(string phone) => Withholds(bench =>
    {
        bench.Session.Execute("insert into identity.identifiers values ('shop', 'r1', 'phone', '+420603123456')");
        bench.State(phone, "withdrawn", "2025-01-20 00:00:00");
    });

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public Task Upsert_MemberHasNoAddress_IsWithheld(string? address) => Withholds(
        bench => bench.Session.Execute("update audiences.membership set address = $1 where person_id = 1", [address]));

    [Fact]
    public async Task Upsert_PurposeIsAContract_NeedsNoConsentButEndsWithAnObjection()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Define("delivery", "service");
        crm.Bench.Enter("delivery", 1, 2, 3);
        crm.Bench.State(Bench.Email(2), "withdrawn", "2025-01-20 00:00:00", purpose: "service");
        crm.Bench.Change(destination => destination with { Audiences = ["delivery"] });

        crm.Bench.Run().Plans.Single().Suppressed.Should().Be(1);

        crm.Receiver.Members("delivery").Keys.Should().BeEquivalentTo("1", "3");
    }

    [Fact]
    public async Task Upsert_ConsentLapsesWithoutAWithdrawal_TheMemberIsRemoved()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1, 2);
        crm.Bench.Run();
        Reset(crm.Bench);

        crm.Bench.Run();

        crm.Receiver.Members("welcome").Keys.Should().Equal("2");
    }

    [Fact]
    public async Task Upsert_ConsentsWereNeverIngested_NobodyIsSent()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter(1);
        crm.Bench.Session.Execute("drop table raw_store.raw.consents");

        crm.Bench.Run().Plans.Single().Suppressed.Should().Be(1);

        crm.Receiver.Requests.Should().Be(0);
    }
}
