using System.Text.Json.Nodes;
using Kmen.Workspace;

namespace Kmen.Cli.Tests.Importing;

public sealed class ImportDbtErrorTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Workspace => Path.Combine(folder.Path, "moved");

    [Fact]
    public async Task Target_WithoutManifest_SaysHowToCompile()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "target"));

        (await ErrorOf("target")).Should().Contain("There is no manifest.json in").And.Contain("dbt compile --full-refresh");
    }

    [Fact]
    public async Task Manifest_ThatIsCutOff_IsNamedWithItsLine() =>
        (await ErrorOf(Changed(text => text[..(text.Length / 2)]))).Should().MatchRegex(@"The file is no valid JSON").And.MatchRegex(@"manifest\.json:\d+").And.Contain("dbt compile");

    [Theory]
    [InlineData("v9")]
    [InlineData("v13")]
    public async Task Manifest_OfAnotherVersion_IsRefused(string version) =>
        (await ErrorOf(Changed(text => text.Replace("manifest/v12.json", $"manifest/{version}.json", StringComparison.Ordinal)))).Should().Contain($"has the version {version}; v10 to v12 can be read");

    [Fact]
    public async Task Manifest_OfSomethingElse_IsRefused() => (await ErrorOf(Changed(_ => "{}"))).Should().Contain("states no dbt_schema_version");

    [Fact]
    public async Task Manifest_ThatIsParsedOnly_SaysHowToCompile() =>
        (await ErrorOf(Json(json => json["nodes"]!["model.tiny.members"]!["compiled_code"] = null))).Should()
            .Contain("1 models of the manifest are parsed, but not compiled; the first is members (models/marts/members.sql)").And.Contain("dbt compile");

    [Fact]
    public async Task Folder_ThatIsNotEmpty_IsLeftAsItIs()
    {
        folder.Write("moved/mine.txt", "mine");

        (await ErrorOf(Changed(text => text))).Should().Contain("is not empty; nothing was written.");
        Directory.EnumerateFileSystemEntries(Workspace).Should().ContainSingle();
    }

    [Fact]
    public async Task Project_OfAnotherEngine_IsImportedWithAWarning() =>
        (await SaidOf(Json(json => json["metadata"]!["adapter_type"] = "snowflake"))).Should().Contain("the dialect of snowflake");

    [Fact]
    public async Task Incremental_CompiledForNewRowsOnly_IsLeftOut()
    {
        var said = await SaidOf(Json(json => json["nodes"]!["model.tiny.visit_days"]!["compiled_code"] =
            "select visit_id, 1 as person_id, 3 as pages from \"tiny\".\"main\".\"stg_visits\" where visit_id > (select max(visit_id) from \"tiny\".\"main\".\"visit_days\")"));

        said.Should().Contain("dbt compiled the branch of is_incremental()");
        File.Exists(Path.Combine(Workspace, "left-out/sql/marts/visit_days.sql")).Should().BeTrue();
        File.Exists(Path.Combine(Workspace, "sql/marts/visit_days.sql")).Should().BeFalse();
    }

    [Fact]
    public async Task Text_ThatOnlyStandsInTheCompiledFolder_IsFound()
    {
        var target = Json(json => json["nodes"]!["model.tiny.members"]!["compiled_code"] = null);
        folder.Write("dbt/target/compiled/tiny/models/marts/members.sql", "select person_id as member_id from \"tiny\".\"main\".\"stg_people\"");

        await SaidOf(target);

        File.ReadAllText(Path.Combine(Workspace, "sql/marts/members.sql")).Should().EndWith("select person_id as member_id from staging.stg_people\n");
    }

    async Task<string> ErrorOf(string target)
    {
        using var console = new TestConsole();
        (await console.RunAsync("import", "dbt", Path.Combine(folder.Path, target), "--into", Workspace)).Should().Be(ExitCode.Usage);
        return console.Error;
    }

    async Task<string> SaidOf(string target)
    {
        using var console = new TestConsole();
        (await console.RunAsync("import", "dbt", target, "--into", Workspace)).Should().Be(ExitCode.Done, because: console.Error);
        return console.Out;
    }

    string Json(Action<JsonNode> change) => Changed(text =>
    {
        var json = JsonNode.Parse(text)!;
        change(json);
        return json.ToJsonString();
    });

    string Changed(Func<string, string> change)
    {
        var target = Path.Combine(ImportedProject.Copy(folder.Path), "target");
        var file = Path.Combine(target, "manifest.json");
        File.WriteAllText(file, change(File.ReadAllText(file)));
        return target;
    }
}
