using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class InitTests : IDisposable
{
    static readonly string[] Schemas = ["docs/kmen.schema.json", "docs/model-header.schema.json", "docs/unit-tests.schema.json", "docs/learned-model.schema.json"];

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Init_NewFolder_MakesAWorkspaceThatTheReaderAccepts()
    {
        var target = Path.Combine(folder.Path, "shop");
        var console = new TestConsole();

        (await console.RunAsync("init", target)).Should().Be(ExitCode.Done);

        WorkspaceReader.Read(target).Sources.Should().NotBeEmpty();
        File.ReadAllText(Path.Combine(target, ".gitignore")).Should().Contain(".kmen/").And.Contain("published/");
        File.Exists(Path.Combine(target, "README.md")).Should().BeTrue();
        console.Out.Should().Contain("kmen generate");
    }

    [Fact]
    public async Task Init_NewFolder_HoldsTheShippedWorkspaceWholeAndUnchanged()
    {
        var target = Path.Combine(folder.Path, "shop");

        await new TestConsole().RunAsync("init", target);

        foreach (var part in (string[])["kmen.yml", .. Schemas, .. Files("sql"), .. Files("models")])
        {
            File.ReadAllBytes(Path.Combine(target, part)).Should().Equal(File.ReadAllBytes(Path.Combine(Repository.Root, part)), because: part);
        }

        static IEnumerable<string> Files(string name) =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file));
    }

    [Fact]
    public async Task Init_FolderThatIsNotEmpty_IsRefusedAndLeftAsItIs()
    {
        folder.Write("mine.txt", "mine");
        var console = new TestConsole();

        (await console.RunAsync("init", folder.Path)).Should().Be(ExitCode.Usage);

        console.Error.Should().Contain("is not empty; nothing was written.");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().ContainSingle();
    }
}
