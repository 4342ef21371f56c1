using Kmen.Night.Running;

namespace Kmen.Night.Tests;

/// <summary>Nights that take up what another night left: a failed build is gone on with, a part is built against the published rest.</summary>
public sealed class ResumedNightTests
{
    [Fact]
    public void Retry_AfterARepair_KeepsWhatWasBuilt()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var day = workspace.NextDay();
        workspace.Edit("sql/marts/products.sql", text => text.Replace("select", "select 1 / 'x' as broken,", StringComparison.Ordinal));
        workspace.Run(day).HasPublished.Should().BeFalse();
        FailedBuild.Of(workspace.Layout).Should().NotBeNull();
        workspace.Edit("sql/marts/products.sql", text => text.Replace("select 1 / 'x' as broken,", "select", StringComparison.Ordinal));

        var result = workspace.Run(day, options => options with { Retry = true, Parts = FailedBuild.Of(workspace.Layout)!.Parts });

        result.Errors.Should().BeEmpty();
        result.HasPublished.Should().BeTrue();
        result.Steps.Single(step => step.Step == "identity.person_records").Status.Should().Be("unchanged", because: "it had ended well before");
        FailedBuild.Of(workspace.Layout).Should().BeNull();
        using var plain = RetailerWorkspace.AfterFirstNight();
        plain.Run(plain.NextDay()).Errors.Should().BeEmpty();
        workspace.Contents().Should().Equal(plain.Contents());
    }

    [Fact]
    public void Part_OfABuild_ReadsThePublishedRestAndPublishesNothing()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var before = File.GetLastWriteTimeUtc(workspace.Layout.CurrentLink);
        workspace.Edit("sql/marts/features_rfm.sql", text => text.Replace("grain:", "tags: [changed]\ngrain:", StringComparison.Ordinal));

        var result = workspace.Run(RetailerWorkspace.FirstNight, options => options with { Parts = NightParts.Build, Select = ["marts.features_rfm", "high_value"] });

        result.Errors.Select(error => error.ToString()).Should().BeEmpty();
        result.HasPublished.Should().BeFalse();
        result.Steps.Select(step => step.Step).Should().BeEquivalentTo(["marts.features_rfm", "audiences.eligible", "audiences.high_value"]);
        File.GetLastWriteTimeUtc(workspace.Layout.CurrentLink).Should().Be(before);
    }

    /// <summary>The persons of all audiences are judged together, and yet each audience fails for itself.</summary>
    [Fact]
    public void TableThatFails_SkipsTheAudiencesThatReadIt_AndNoOther_AndARetryMakesThem()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var day = workspace.NextDay();
        var text = File.ReadAllText(Path.Combine(workspace.Folder, "sql/marts/features_rfm.sql"));
        workspace.Edit("sql/marts/features_rfm.sql", text => text.Replace("tests:", "tests:\n  - expression: frequency < 0", StringComparison.Ordinal));

        var failed = workspace.Run(day);

        failed.HasPublished.Should().BeFalse();
        string Status(string step) => failed.Steps.Single(row => row.Step == "audiences." + step).Status;
        new[] { "welcome", "abandoned_cart", "loyal_reward" }.Select(Status).Should().OnlyContain(status => status == "succeeded");
        Status("high_value").Should().Be("skipped");

        File.WriteAllText(Path.Combine(workspace.Folder, "sql/marts/features_rfm.sql"), text);
        var retried = workspace.Run(day, options => options with { Retry = true });

        retried.Errors.Should().BeEmpty();
        using var plain = RetailerWorkspace.AfterFirstNight();
        plain.Run(plain.NextDay()).Errors.Should().BeEmpty();
        workspace.Contents().Should().Equal(plain.Contents());
    }
}
