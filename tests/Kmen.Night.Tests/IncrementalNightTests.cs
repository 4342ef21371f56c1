using Kmen.Night.Running;
using Xunit.Abstractions;

namespace Kmen.Night.Tests;

/// <summary>The shipped workspace, night after night: each built on the one before ends in the tables of a full refresh over the same history.</summary>
public sealed class IncrementalNightTests(ITestOutputHelper output)
{
    [Fact]
    public void Nights_BuiltOnTheOneBefore_EqualFullRefreshes()
    {
        using var incremental = RetailerWorkspace.AfterFirstNight();
        using var full = RetailerWorkspace.AfterFirstNight();
        var taken = new Dictionary<string, int>();
        for (var night = 1; night <= 4; night++)
        {
            // The third night has no new exports, only a later day; the fourth a model with another text.
            var day = incremental.LastDay.AddDays(1);
            if (night != 3)
            {
                full.NextDay().Should().Be(incremental.NextDay());
            }

            if (night == 4)
            {
                foreach (var workspace in (RetailerWorkspace[])[incremental, full])
                {
                    workspace.Edit("sql/marts/email_day.sql", text => text.Replace("'opened'", "'clicked'", StringComparison.Ordinal));
                }
            }

            incremental.Run(day).Errors.Select(error => error.ToString()).Should().BeEmpty();
            full.Run(day, options => options with { FullRefresh = true }).Errors.Select(error => error.ToString()).Should().BeEmpty();
            incremental.Contents().Should().Equal(full.Contents(), because: $"night {night} must be what a full refresh makes");
            foreach (var (model, way, reason) in incremental.Read("select model, way, reason from ops.models where kind = 'incremental'", row => (row.GetString(0), row.GetString(1), row.GetString(2))))
            {
                taken[model] = taken.GetValueOrDefault(model) + (way == "increment" ? 1 : 0);
                if (way == "built")
                {
                    output.WriteLine($"night {night}: {model} was built whole: {reason}");
                }
            }
        }

        foreach (var (model, nights) in taken.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{model}: {nights} nights by key");
        }

        taken.Where(pair => pair.Value > 0).Select(pair => pair.Key).Should().Contain(
            ["staging.stg_orders", "staging.stg_order_lines", "marts.orders", "marts.order_lines", "marts.web_day", "marts.email_day"],
            because: "a path that is never taken is not tested");
    }

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
        result.Steps.Select(step => step.Step).Should().BeEquivalentTo(["marts.features_rfm", "audiences.consent", "audiences.high_value"]);
        File.GetLastWriteTimeUtc(workspace.Layout.CurrentLink).Should().Be(before);
    }
}
