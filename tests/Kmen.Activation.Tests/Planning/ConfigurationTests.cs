using Kmen.Activation.Tests.Harness;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Tests.Planning;

public sealed class ConfigurationTests
{
    static async Task<KmenException> Refusal(Func<DestinationConfiguration, DestinationConfiguration> change)
    {
        await using var crm = await Crm.Start();
        crm.Bench.Define("insight", "analysis", null);
        crm.Bench.Define("texts", "marketing", "sms");
        crm.Bench.Define("strange", "astrology", "email");
        crm.Bench.Enter(1);
        crm.Bench.Change(change);

        var result = crm.Bench.Run();

        result.HasFailures.Should().BeTrue();
        var error = result.Errors.Should().ContainSingle().Which;
        crm.Receiver.Requests.Should().Be(0, because: "a wrong configuration sends nothing there");
        error.ExitCode.Should().Be(ExitCode.Usage);
        error.Where!.ToString().Should().Be("kmen.yml:10");
        error.WayOut.Should().NotBeNullOrEmpty();
        return error;
    }

    [Fact]
    public async Task Sync_PurposeIsAnalysis_IsRefused() =>
        (await Refusal(destination => destination with { Audiences = ["welcome", "insight"] })).Message.Should()
            .Contain("crm").And.Contain("insight").And.Contain("analysis");

    [Fact]
    public async Task Sync_ChannelDiffers_IsRefused() =>
        (await Refusal(destination => destination with { Audiences = ["texts"] })).Message.Should().Contain("email").And.Contain("sms");

    [Fact]
    public async Task Sync_PurposeIsNotDeclared_IsRefused() =>
        (await Refusal(destination => destination with { Audiences = ["strange"] })).Message.Should().Contain("astrology");

    [Fact]
    public async Task Sync_AudienceIsNotPublished_IsRefusedWithTheNearest() =>
        (await Refusal(destination => destination with { Audiences = ["welcom"] })).WayOut.Should().Contain("welcome");

    [Fact]
    public async Task Sync_FieldIsNoColumn_IsRefusedWithTheNearest()
    {
        var error = await Refusal(destination => destination with { Fields = new Dictionary<string, string> { ["name"] = "frist_name" } });

        error.Message.Should().Contain("destinations.crm.fields.name");
        error.WayOut.Should().Contain("first_name");
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("url")]
    public async Task Sync_EnvironmentVariableIsMissing_NamesKeyAndVariable(string key)
    {
        var error = await Refusal(destination => key == "secret"
            ? destination with { Secret = "${env:KMEN_TEST_NOT_SET}" }
            : destination with { Url = "${env:KMEN_TEST_NOT_SET}" });

        error.Message.Should().Contain($"destinations.crm.{key}").And.Contain("KMEN_TEST_NOT_SET");
    }

    [Fact]
    public async Task Sync_OneDestinationIsConfiguredWrongly_TheOthersAreSent()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Change(destination => destination with { Secret = "${env:KMEN_TEST_NOT_SET}" });
        crm.Bench.AddFolder();
        crm.Bench.Enter(1);

        var result = crm.Bench.Run();

        result.Errors.Should().ContainSingle();
        result.Plans.Should().ContainSingle(plan => plan.Destination == "files" && plan.Upserts.Acknowledged == 1);
        Directory.GetFiles(crm.Bench.Outgoing, "*.csv").Should().ContainSingle();
    }

    [Fact]
    public async Task Sync_AddressIsUnencrypted_IsRefused() =>
        (await Refusal(destination => destination with { Url = "http://crm.example.com/hook" })).Message.Should().Contain("unencrypted");

    [Fact]
    public async Task Sync_UnknownDestinationIsAsked_IsRefusedWithTheNearest()
    {
        await using var crm = await Crm.Start();

        var act = () => crm.Bench.Run(false, default, "cmr");

        act.Should().Throw<KmenException>().Which.WayOut.Should().Contain("crm");
    }

    [Fact]
    public async Task Sync_OneDestinationIsAsked_OnlyItIsSent()
    {
        await using var crm = await Crm.Start();
        crm.Bench.AddFolder();
        crm.Bench.Enter(1);

        crm.Bench.Run(false, default, "files");

        crm.Receiver.Requests.Should().Be(0);
        Directory.GetFiles(crm.Bench.Outgoing, "*.csv").Should().ContainSingle();
    }
}
