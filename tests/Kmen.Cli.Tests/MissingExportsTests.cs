using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class MissingExportsTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_OfTheShippedWorkspaceWithoutExports_SaysItOnceWithTheCommandThatMakesThem()
    {
        folder.Write("kmen.yml", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "kmen.yml")));

        var (code, error) = await Run();

        code.Should().Be(ExitCode.Failed);
        error.Should().StartWith("error: There are no exports yet").And.Contain("incoming/customers").And.Contain("incoming/consents").And.Contain("kmen generate");
        error.Split('\n').Should().HaveCountLessThan(6);
    }

    [Fact]
    public async Task Run_OfAWorkspaceOfOnesOwnWithoutExports_SaysWhereTheyBelong()
    {
        folder.Write("kmen.yml", "name: x\nsources: { a: { format: csv, columns: { b: string } } }\n");

        var (code, error) = await Run();

        code.Should().Be(ExitCode.Failed);
        error.Should().StartWith("error: There are no exports yet: there is no folder incoming/a.\n").And.NotContain("generate");
    }

    [Fact]
    public async Task Run_WithOneFolderThere_SpeaksOfEachThatIsMissing()
    {
        folder.Write("kmen.yml", "name: x\nsources: { a: { format: csv, columns: { b: string } }, c: { format: csv, columns: { b: string } } }\nengine: { memory: 512MB, threads: 1 }\n");
        folder.Write("sql/staging/stg_a.sql", "/* kmen\ndescription: One row a line.\n*/\nselect b from raw.a\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "incoming/a"));

        (await Run()).Error.Should().Contain("sources.c.folder").And.NotContain("no exports yet");
    }

    async Task<(ExitCode Code, string Error)> Run()
    {
        var console = new TestConsole();
        var code = await console.RunAsync("run", "--workspace", folder.Path);
        return (code, console.Error);
    }
}
