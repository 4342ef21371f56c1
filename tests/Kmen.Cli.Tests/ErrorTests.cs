using System.CommandLine;
using System.Text.Json;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Cli.Errors;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class ErrorTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Text_OfAnErrorWithAPlace_HasTheLineAndACaret() =>
        ErrorText.Of(
                new KmenException("There is no column custmer_id.", new SourcePosition("sql/marts/orders.sql", 12, 7, "    o.custmer_id,"), "Did you mean customer_id?"),
                hasColours: false)
            .Should().Be(
                """
                error: There is no column custmer_id.
                  sql/marts/orders.sql:12:7
                    12 |     o.custmer_id,
                       |       ^
                  Did you mean customer_id?
                """);

    [Fact]
    public void Text_OfALineWithTabs_KeepsThemAboveTheCaret() =>
        ErrorText.Of(new KmenException("No.", new SourcePosition("a.sql", 1, 3, "\t\tx")), hasColours: false)
            .Should().EndWith("1 | \t\tx\n      | \t\t^");

    [Fact]
    public void Text_OfAVeryLongLine_ShowsWhatIsAroundTheCaret()
    {
        var line = new string('a', 500) + "!" + new string('b', 500);

        var text = ErrorText.Of(new KmenException("No.", new SourcePosition("a.sql", 1, 501, line)), hasColours: false).Split('\n');

        text.Should().OnlyContain(part => part.Length < 140);
        text[2][text[3].IndexOf('^', StringComparison.Ordinal)].Should().Be('!', because: "the caret stands below the character that is meant");
    }

    [Fact]
    public void Text_OfSeveralErrors_ShowsEachWithItsPlace() =>
        ErrorText.Of(
                KmenException.Several(
                    "kmen.yml has 2 errors",
                    [
                        KmenException.Usage("a is wrong.", new SourcePosition("kmen.yml", 1, 1, "a"), "Write b."),
                        KmenException.Usage("c is wrong.", new SourcePosition("kmen.yml", 2, 1, "c")),
                    ]),
                hasColours: false)
            .Should().Be(
                """
                error: kmen.yml has 2 errors.

                a is wrong.
                  kmen.yml:1:1
                    1 | a
                      | ^
                  Write b.

                c is wrong.
                  kmen.yml:2:1
                    2 | c
                      | ^
                """);

    [Fact]
    public async Task Configuration_WithErrors_ShowsAllOfThem()
    {
        folder.Write("kmen.yml", "name: x\nkeep_nigths: 3\nsources: { a: { format: cvs, columns: { b: string } } }\n");
        var console = new TestConsole();

        var code = await console.RunAsync("query", "select 1", "--workspace", folder.Path);

        code.Should().Be(ExitCode.Usage);
        console.Error.Should().Be(
            """
            error: kmen.yml has 2 errors.

            there is no key keep_nigths here.
              kmen.yml:2:1
                2 | keep_nigths: 3
                  | ^
              Did you mean keep_nights?

            sources.a.format: must be csv, ndjson, json or parquet, not cvs.
              kmen.yml:3:25
                3 | sources: { a: { format: cvs, columns: { b: string } } }
                  |                         ^
              Did you mean csv?

            """);
    }

    [Fact]
    public async Task Unforeseen_Error_IsOneLineAndAFileWithTheDetails()
    {
        folder.Write("kmen.yml", "name: x\nsources: { a: { format: csv, columns: { b: string } } }\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, ".kmen"));
        var console = new TestConsole();

        var code = await console.RunAsync([new FailingCommand(new InvalidOperationException("two\nlines"))], "fail", "--workspace", folder.Path);

        code.Should().Be(ExitCode.Failed);
        console.Error.Should().Be(
            """
            error: Something went wrong that kmen did not foresee (InvalidOperationException: two lines).
              Details: .kmen/error-20260131T120000.000.txt

            """);
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, ".kmen/error-20260131T120000.000.txt"))).Should().Contain("at Kmen.Cli.Tests");
    }

    [Fact]
    public async Task MissingLibrary_InATypeInitializer_SaysHowToInstallIt()
    {
        var console = new TestConsole();

        var code = await console.RunAsync([new FailingCommand(new TypeInitializationException("X", new DllNotFoundException("no libduckdb")))], "fail", "--workspace", Repository.Root);

        code.Should().Be(ExitCode.Failed);
        console.Error.Should().Be("error: A native library is missing: no libduckdb\n  Install what kmen needs: scripts/setup\n");
    }

    [Fact]
    public async Task FullDisk_IsSaidWithAWayOut()
    {
        var console = new TestConsole();

        await console.RunAsync([new FailingCommand(new IOException("No space left on device : '/x'"))], "fail", "--workspace", Repository.Root);

        console.Error.Should().StartWith("error: No space left on device : '/x'\n  Make room on the disk");
    }

    [Fact]
    public async Task Error_WithJsonLog_IsAnObject()
    {
        folder.Write("kmen.yml", "name: x\nsources: { a: { format: cvs, columns: { b: string } } }\n");
        var console = new TestConsole();

        await console.RunAsync("run", "--log-format", "json", "--workspace", folder.Path);

        var json = JsonDocument.Parse(console.Error.Trim()).RootElement;
        json.GetProperty("event").GetString().Should().Be("error");
        json.GetProperty("ts").GetString().Should().Be("2026-01-31T12:00:00.000Z");
        json.GetProperty("file").GetString().Should().Be("kmen.yml");
        json.GetProperty("line").GetInt32().Should().Be(2);
        json.GetProperty("way_out").GetString().Should().Be("Did you mean csv?");
        json.GetProperty("exit_code").GetInt32().Should().Be(2);
        json.TryGetProperty("run_id", out _).Should().BeFalse(because: "no run had begun");
    }

    sealed class FailingCommand(Exception error) : KmenCommand
    {
        public override string Name => "fail";

        public override string Summary => "Fails";

        public override string Description => "Fails.";

        public override IReadOnlyList<Example> Examples => [new("fail", "Fails")];

        public override IReadOnlyList<Option> Common => CommonOptions.OfWorkspace;

        public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
        {
            _ = invocation.Workspace;
            throw error;
        }
    }
}
