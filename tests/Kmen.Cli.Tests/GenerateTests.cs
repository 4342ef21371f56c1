using System.Text.Json;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class GenerateTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Generate_ThenNextDay_WritesTheHistoryAndOneDayMore()
    {
        (await Generate("--persons", "40", "--days", "3", "--end", "2026-01-10")).Code.Should().Be(ExitCode.Done);
        (await Generate("--next-day")).Code.Should().Be(ExitCode.Done);

        Directory.EnumerateFiles(Path.Combine(folder.Path, "incoming/customers")).Select(Path.GetFileName).Should()
            .BeEquivalentTo("customers_2026-01-10.csv", "customers_2026-01-11.csv");
    }

    [Fact]
    public async Task Generate_Again_NeedsNoOptionsAndWritesTheSameFiles()
    {
        await Generate("--persons", "40", "--days", "3", "--end", "2026-01-10", "--seed", "x");
        var before = File.ReadAllBytes(Path.Combine(folder.Path, "incoming/customers/customers_2026-01-10.csv"));

        (await Generate()).Code.Should().Be(ExitCode.Done);

        File.ReadAllBytes(Path.Combine(folder.Path, "incoming/customers/customers_2026-01-10.csv")).Should().Equal(before);
    }

    [Fact]
    public async Task Generate_AnotherWorldIntoTheSameFolder_IsRefused()
    {
        await Generate("--persons", "40", "--days", "3", "--end", "2026-01-10");

        var (code, _, error) = await Generate("--persons", "41");

        code.Should().Be(ExitCode.Usage);
        error.Should().Contain("another world");
    }

    [Fact]
    public async Task Generate_NextDayWithOptionsOfAWorld_IsRefused() =>
        (await Generate("--next-day", "--persons", "3")).Error.Should().StartWith("error: --next-day goes on with the world that is there, so --persons has no meaning.");

    [Fact]
    public async Task Generate_AsJson_WritesDataToOutAndProgressToError()
    {
        var (_, text, error) = await Generate("--persons", "40", "--days", "3", "--end", "2026-01-10", "--format", "json", "--log-format", "json");

        JsonDocument.Parse(text).RootElement.EnumerateArray().Select(row => row.GetProperty("source").GetString()).Should().Contain("web_events");
        error.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()).Should().Contain("step_ended");
    }

    async Task<(ExitCode Code, string Out, string Error)> Generate(params string[] options)
    {
        var console = new TestConsole();
        var code = await console.RunAsync(["generate", "--out", Path.Combine(folder.Path, "incoming"), .. options]);
        return (code, console.Out, console.Error);
    }
}
