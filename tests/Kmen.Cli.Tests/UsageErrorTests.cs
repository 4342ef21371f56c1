using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("qury", "error: There is no command qury.\n  Did you mean query?\n  Help: kmen --help\n")]
    [InlineData("frobnicate", "error: There is no command frobnicate.\n  Help: kmen --help\n")]
    [InlineData("query --formt csv", "error: query has no option --formt.\n  Did you mean --format?\n  Help: kmen query --help\n")]
    [InlineData("query --formt=csv", "error: query has no option --formt.\n  Did you mean --format?\n  Help: kmen query --help\n")]
    [InlineData("query --format tsv", "error: --format must be table, csv or json, not tsv. Did you mean csv?\n  Help: kmen query --help\n")]
    [InlineData("query --threads many", "error: --threads must be a whole number from 1 to 1024, not many.\n  Help: kmen query --help\n")]
    [InlineData("query --memory lots", "error: --memory must be a size such as 8GB or 512MB, not lots.\n  Help: kmen query --help\n")]
    [InlineData("query a b", "error: query does not take b.\n  Help: kmen query --help\n")]
    [InlineData("query --file", "error: --file needs a value: FILE.\n  Help: kmen query --help\n")]
    [InlineData("init", "error: init needs DIR.\n  Help: kmen init --help\n")]
    [InlineData("run --as-of yesterday", "error: --as-of must be a day such as 2025-01-31, not yesterday.\n  Help: kmen run --help\n")]
    [InlineData("--workspace x query", "error: --workspace stands before the command.\n  Options stand behind it: kmen query --workspace …\n  Help: kmen query --help\n")]
    [InlineData("--verbose", "error: kmen has no option --verbose.\n  Options stand behind the command.\n  Help: kmen --help\n")]
    public async Task CommandLine_Wrong_SaysWhatAndSuggests(string arguments, string expected)
    {
        var console = new TestConsole();

        var code = await console.RunAsync(arguments.Split(' '));

        code.Should().Be(ExitCode.Usage);
        console.Error.Should().Be(expected);
        console.Out.Should().BeEmpty(because: "errors are no data");
    }

    [Fact]
    public async Task CommandLine_WorkspaceThatIsNotThere_IsNamed()
    {
        var console = new TestConsole();

        var code = await console.RunAsync("query", "select 1", "--workspace", "/nowhere/at/all");

        code.Should().Be(ExitCode.Usage);
        console.Error.Should().StartWith("error: There is no folder /nowhere/at/all.");
    }

    [Fact]
    public async Task CommandLine_UnknownTarget_NamesTheNearest()
    {
        using var folder = new TemporaryFolder();
        folder.Write("kmen.yml", "name: x\nsources: { a: { format: csv, columns: { b: string } } }\ntargets: { prod: {} }\n");
        var console = new TestConsole();

        var code = await console.RunAsync("query", "select 1", "--workspace", folder.Path, "--target", "pord");

        code.Should().Be(ExitCode.Usage);
        console.Error.Should().Be("error: There is no target pord in kmen.yml.\n  kmen.yml\n  Did you mean prod?\n");
    }

    [Fact]
    public async Task Version_IsOneLine()
    {
        var console = new TestConsole();

        (await console.RunAsync("--version")).Should().Be(ExitCode.Done);

        console.Out.Should().MatchRegex(@"^kmen \d+\.\d+\.\d+\n$");
    }
}
