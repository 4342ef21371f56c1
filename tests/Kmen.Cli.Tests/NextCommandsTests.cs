using Kmen.Cli.Nights;
using Kmen.Ingest;
using Kmen.Night.Ops;
using Kmen.Night.Running;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class NextCommandsTests
{
    static readonly StepRow FailedStep = new("marts.person", "table", "failed", new DateTime(2026, 1, 31), 1, 0, "no column a");

    static readonly NightResult Good = new()
    {
        RunId = "000001-x", AsOf = new DateTime(2026, 1, 30, 23, 0, 0), Layout = new TargetLayout("/w", "/w/.kmen", "/w/published"), Errors = [], Warnings = [], Steps = [], Tests = [],
    };

    [Fact]
    public void Next_OfAnotherTarget_NamesIt() =>
        Next(Good, target: "prod").Should().NotBeEmpty().And.OnlyContain(line => line.StartsWith("kmen query --target prod \"", StringComparison.Ordinal));

    [Fact]
    public void Next_AfterARun_ShowsThePublication() => Next(Good).Should().Contain(line => line.Contains("audiences.membership", StringComparison.Ordinal));

    [Fact]
    public void Next_AfterABuild_DoesNotOfferThePublicationAsItsResult() =>
        Next(Good, NightParts.Build, command: "build", asOf: new DateOnly(2026, 1, 31)).Should()
            .NotContain(line => line.Contains("audiences.membership", StringComparison.Ordinal)).And.Contain("kmen run --as-of 2026-01-31");

    [Fact]
    public void Next_AfterARetryThatPublished_ShowsThePublication() =>
        Next(Good with { HasPublished = true }, NightParts.Build, command: "retry").Should()
            .Contain(line => line.Contains("audiences.membership", StringComparison.Ordinal)).And.NotContain("kmen run");

    [Fact]
    public void Next_AfterAFailedStep_ShowsTheFailedSteps() =>
        Next(Failed() with { Steps = [FailedStep] })[0].Should().Be("kmen query \"from ops.steps where run_id = '000001-x' and status = 'failed'\"");

    [Fact]
    public void Next_AfterAFailureOfNoStep_ShowsNoSteps() =>
        Next(Failed(), target: "prod").Should().Equal("kmen run --target prod");

    [Fact]
    public void Next_WhereAFileWaits_ShowsTheFiles() =>
        Next(Failed() with { Ingested = new IngestResult([new SourceResult { Source = "consents", FilesWaiting = 1 }]) }).Should().Equal(
            "kmen query \"select path, status, message from ops.files where status in ('quarantined', 'waiting')\"", "kmen run");

    static NightResult Failed() => Good with { Errors = [new KmenException("a secret is missing")] };

    static List<string> Next(NightResult night, NightParts parts = NightParts.All, string target = "dev", string command = "run", DateOnly? asOf = null) =>
        [.. NextCommands.Of(night, parts, target, command, asOf).Select(next => next.Command)];
}
