using Kmen.Night.Publishing;
using Kmen.Night.Running;
using Kmen.Workspace;

namespace Kmen.Night.Tests;

public sealed class NightRunTests
{
    [Fact]
    public void Run_OnAFreshWorkspace_PublishesTestsAndSends()
    {
        using var workspace = RetailerWorkspace.Fresh();

        var night = workspace.Run(RetailerWorkspace.FirstNight);

        night.Errors.Should().BeEmpty();
        night.HasPublished.Should().BeTrue();
        night.Tests.Should().NotBeEmpty().And.OnlyContain(test => test.Status == "passed" || test.Status == "warned");
        workspace.Count("select count(*) from audiences.membership where left_at is null").Should().BePositive();
        workspace.Count("select sum(members_without_consent) from audiences.consent_proof").Should().Be(0);
        workspace.Count("select count(*) from ops_file.activation.deliveries where status = 'acknowledged' and operation = 'upsert'")
            .Should().Be(workspace.Count("select count(*) from audiences.membership where left_at is null"), because: "every member is sent to the folder once");
        File.GetUnixFileMode(workspace.Layout.PublishedFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Directory.Exists(Path.Combine(workspace.Layout.PublishedFolder, "parquet", "marts", "person")).Should().BeTrue();
        string[] ofTheEngineAlone = ["identity/identifiers", "identity/edges", "identity/record_history", "audiences/consent"];
        ofTheEngineAlone.Should().OnlyContain(table => !Directory.Exists(Path.Combine(workspace.Layout.PublishedFolder, "parquet", table)) && workspace.Count($"select count(*) from {table.Replace('/', '.')}") > 0);
        workspace.Read("select schema_name || '.' || table_name from duckdb_tables() where not internal and schema_name in ('identity', 'marts', 'audiences')", row => row.GetString(0))
            .Should().HaveCountGreaterThan(20).And.OnlyContain(table => workspace.Count($"select count(*) from pragma_storage_info('{table}') where compression ilike '%fsst%'") == 0, because: "keys are read as they are");
        workspace.Count("select count(*) from ops_file.main.files where rows_read <> rows_loaded + rows_rejected + rows_duplicate").Should().Be(0);
        workspace.Count($"select count(*) from read_parquet('{workspace.Layout.PublishedFolder}/parquet/marts/person/*.parquet')")
            .Should().Be(workspace.Count("select count(*) from marts.person"));
        workspace.Count("select sum(rows) from ops_file.main.table_rows where table_name = 'marts.person'").Should().Be(workspace.Count("select count(*) from marts.person"));
        workspace.Count("select sum(rows) from ops_file.main.table_rows where table_name = 'staging.stg_orders'").Should().BePositive(because: "rows of staging are counted, too, though it is not published");
    }

    [Fact]
    public void Run_TwiceOnTheSameInputs_LoadsSendsAndChangesNothing()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var first = Publication.Current(workspace.Layout)!;
        var contents = workspace.Contents();
        var sent = Directory.GetFiles(Path.Combine(workspace.Folder, "outgoing"), "*", SearchOption.AllDirectories).Order().ToList();

        var second = workspace.Run(RetailerWorkspace.FirstNight);

        second.IsUnchanged.Should().BeTrue();
        second.Ingested!.RowsLoaded.Should().Be(0);
        second.Published!.RunId.Should().Be(first.RunId);
        workspace.Contents().Should().Equal(contents);
        Directory.GetFiles(Path.Combine(workspace.Folder, "outgoing"), "*", SearchOption.AllDirectories).Order().Should().Equal(sent);
        workspace.Count($"select count(*) from ops_file.activation.deliveries where run_id = '{second.RunId}'").Should().Be(0);
    }

    [Fact]
    public void FullRefresh_OfTheSameNightOnOneThread_EndsInTheSameTables()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var contents = workspace.Contents();

        var again = workspace.Run(RetailerWorkspace.FirstNight, options => options with { FullRefresh = true, Threads = 1 });

        again.HasPublished.Should().BeTrue();
        workspace.Contents().Should().Equal(contents, because: "the same inputs give the same tables, on any number of threads");
    }

    [Fact]
    public void FailedTest_PublishesAndSendsNothing_AndSaysSo()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var first = Publication.Current(workspace.Layout)!;
        File.WriteAllText(Path.Combine(workspace.Folder, "sql", "checks", "nobody_is_left.sql"), "select person_id from marts.person");
        var day = workspace.NextDay();

        var second = workspace.Run(day);

        second.ExitCode.Should().Be(ExitCode.Failed);
        second.HasPublished.Should().BeFalse();
        second.Synced.Should().BeNull();
        Publication.Current(workspace.Layout)!.RunId.Should().Be(first.RunId);
        workspace.Read("select status from ops_file.main.runs order by sequence", row => row.GetString(0)).Should().Equal("succeeded", "failed");
        workspace.Count($"select count(*) from ops_file.main.tests where run_id = '{second.RunId}' and status = 'failed'").Should().Be(1);
    }

    [Fact]
    public void WrongColumnInAModel_NamesFileLineColumnAndNearestNames()
    {
        using var workspace = RetailerWorkspace.Fresh();
        workspace.Edit("sql/marts/features_rfm.sql", text => text[..text.LastIndexOf("person_id", StringComparison.Ordinal)] + "persn_id" + text[(text.LastIndexOf("person_id", StringComparison.Ordinal) + 9)..]);

        var night = workspace.Run(RetailerWorkspace.FirstNight);

        var error = night.Errors.First(error => error.Where is not null);
        error.Where!.File.Should().Be("sql/marts/features_rfm.sql");
        error.Where.Line.Should().BePositive();
        error.Where.Excerpt.Should().Contain("persn_id");
        error.Message.Should().Contain("persn_id");
        night.HasPublished.Should().BeFalse();
    }

    [Fact]
    public void SyntaxErrorInAModel_EndsTheRunBeforeAnythingIsLoaded()
    {
        using var workspace = RetailerWorkspace.Fresh();
        workspace.Edit("sql/marts/person.sql", text => text + "\nselect select");

        var night = workspace.Run(RetailerWorkspace.FirstNight);

        night.ExitCode.Should().Be(ExitCode.Usage);
        night.Errors[0].Where!.File.Should().Be("sql/marts/person.sql");
        night.Ingested!.Sources.Select(source => source.Source).Should().Equal(["consents"], because: "who has withdrawn does not wait for the correction");
    }

    [Fact]
    public void NightForAnEarlierTime_WarnsAndSaysTheWayBack()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var later = workspace.Layout;
        var run = Publication.Current(later)!.RunId;

        var night = workspace.Run(RetailerWorkspace.FirstNight.AddDays(-3));

        night.Warnings.Should().Contain(warning => warning.Contains("2025-12-29", StringComparison.Ordinal) && warning.Contains($"kmen rollback {run}", StringComparison.Ordinal));
    }

    [Fact]
    public void DestinationOfAnUnknownAudience_EndsTheRunBeforeAnythingIsBuilt()
    {
        using var workspace = RetailerWorkspace.Fresh();
        workspace.Edit("kmen.yml", text => text.Replace("audiences: [welcome", "audiences: [welcom", StringComparison.Ordinal));

        var night = workspace.Run(RetailerWorkspace.FirstNight);

        night.ExitCode.Should().Be(ExitCode.Usage);
        night.Errors[0].Where!.File.Should().Be("kmen.yml");
        night.Errors[0].WayOut.Should().Contain("welcome");
        night.HasPublished.Should().BeFalse();
    }

    [Fact]
    public void Rollback_PointsReadersAtTheNightBefore_AndTheNextNightGoesOn()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var first = Publication.Current(workspace.Layout)!;
        var day = workspace.NextDay();
        var second = workspace.Run(day);

        Publication.Rollback(workspace.Layout, null).RunId.Should().Be(first.RunId);
        workspace.Count("select count(distinct as_of) from marts.as_of").Should().Be(1);
        Publication.Current(workspace.Layout)!.AsOf.Should().Be(first.AsOf);

        var third = workspace.Run(day);
        third.HasPublished.Should().BeTrue(because: "the night that was rolled back from is built anew");
        Publication.Nights(workspace.Layout).Select(night => night.RunId).Should().Contain([first.RunId, second.RunId, third.RunId]);
    }

    [Fact]
    public void OpenReader_SeesItsNight_WhileTheNextIsPublished()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        using var engine = RetailerWorkspace.Engine();
        engine.Attach("held", workspace.Layout.PublishedFile, readOnly: true);
        using var reader = engine.Open("held");
        DateTime AsOfSeen() => Kmen.Warehouse.SessionReading.Scalar<DateTime>(reader, "select max(as_of) from marts.as_of");
        var before = AsOfSeen();

        var night = workspace.Run(workspace.NextDay());

        night.Errors.Should().BeEmpty();
        AsOfSeen().Should().Be(before, because: "an open connection answers from the night it opened");
        workspace.Read("select max(as_of) from marts.as_of", row => row.GetDateTime(0))[0].Should().BeAfter(before);
    }

    [Fact]
    public void SecondRun_WhileOneHoldsTheWarehouse_SaysWhoHoldsIt()
    {
        using var workspace = RetailerWorkspace.Fresh();
        Directory.CreateDirectory(workspace.Layout.StateFolder);
        using var held = RunLock.Take(workspace.Layout, "kmen run", TimeProvider.System);

        var act = () => workspace.Run(RetailerWorkspace.FirstNight);

        var error = act.Should().Throw<KmenException>().Which;
        error.ExitCode.Should().Be(ExitCode.Busy);
        error.Message.Should().Contain("kmen run").And.Contain(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void MissingSourceFolder_PublishesNothing_AndNamesTheKey()
    {
        using var workspace = RetailerWorkspace.Fresh();
        Directory.Delete(Path.Combine(workspace.Folder, "incoming", "orders"), recursive: true);

        var night = workspace.Run(RetailerWorkspace.FirstNight);

        night.ExitCode.Should().NotBe(ExitCode.Done);
        night.HasPublished.Should().BeFalse();
        string.Join("\n", night.Errors.Select(error => error.Message + error.WayOut)).Should().Contain("orders");
    }
}
