using Kmen.Workspace;

namespace Kmen.Cli.Tests.Importing;

public sealed class ImportDbtErrorTests : IDisposable
{
    readonly CompiledProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task Target_WithoutManifest_SaysHowToCompile()
    {
        using var folder = new TemporaryFolder();
        using var console = new TestConsole();

        (await console.RunAsync("import", "dbt", folder.Path)).Should().Be(ExitCode.Usage);

        console.Error.Should().Contain("There is no manifest.json in").And.Contain("dbt compile --full-refresh");
    }

    [Fact]
    public async Task Manifest_ThatIsCutOff_IsNamedWithItsLine()
    {
        project.ChangeText(text => text[..(text.Length / 2)]);

        (await project.ErrorAsync()).Should().Contain("The file is no valid JSON").And.MatchRegex(@"manifest\.json:\d+").And.Contain("dbt compile");
    }

    [Theory]
    [InlineData("v9")]
    [InlineData("v13")]
    public async Task Manifest_OfAnotherVersion_IsRefused(string version)
    {
        project.ChangeText(text => text.Replace("manifest/v12.json", $"manifest/{version}.json", StringComparison.Ordinal));

        (await project.ErrorAsync()).Should().Contain($"has the version {version}; v10 to v12 can be read");
    }

    [Fact]
    public async Task Manifest_OfSomethingElse_IsRefused()
    {
        project.ChangeText(_ => "{}");

        (await project.ErrorAsync()).Should().Contain("states no dbt_schema_version");
    }

    [Fact]
    public async Task Manifest_ThatIsParsedOnly_SaysHowToCompile()
    {
        project.Change(json => json["nodes"]!["model.tiny.members"]!["compiled_code"] = null);

        (await project.ErrorAsync()).Should().Contain("1 models of the manifest are parsed, but not compiled; the first is members (models/marts/members.sql)").And.Contain("dbt compile");
    }

    [Fact]
    public async Task Project_WithoutAnyRows_IsRefusedWithReasons()
    {
        project.Change(json =>
        {
            foreach (var seed in (string[])["people", "cities", "prices"])
            {
                json["nodes"]![$"seed.tiny.{seed}"]!["original_file_path"] = $"seeds/no_{seed}.csv";
            }

            json["sources"]!.AsObject().Clear();
        });

        (await project.ErrorAsync()).Should().Contain("neither a seed nor a source that could be carried over; nothing was written").And.Contain("seed cities: Its file is neither");
        Directory.Exists(project.Workspace).Should().BeFalse();
    }

    [Fact]
    public async Task Folder_ThatIsNotEmpty_IsLeftAsItIs()
    {
        project.Write("moved/mine.txt", "mine");

        (await project.ErrorAsync()).Should().Contain("is not empty; nothing was written.");
        Directory.EnumerateFileSystemEntries(project.Workspace).Should().ContainSingle();
    }
}
