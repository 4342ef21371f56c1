using System.Diagnostics;
using Kmen.Cli.Commands;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

/// <summary>What only a process shows: signals, pipes, exit codes.</summary>
public sealed class ProcessTests : IDisposable
{
    const string Endless = "select sum(hash(a.i + b.i)) from range(10000000) a(i), range(10000000) b(i)";

    readonly Publication published = new();

    public void Dispose() => published.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_DuringAQuery_InterruptsIt(string signal)
    {
        published.Publish("1", "create schema marts; create table marts.person as select 1 as person_id");
        using var kmen = Start("query", Endless, "--workspace", published.Root);
        var state = Path.Combine(published.Root, ".kmen");
        while (!kmen.HasExited && (!Directory.Exists(state) || Directory.GetDirectories(state).Length == 0))
        {
            await Task.Delay(50);
        }

        using (var kill = Process.Start("kill", [$"-{signal}", kmen.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        var error = await kmen.StandardError.ReadToEndAsync();
        await kmen.WaitForExitAsync();
        kmen.ExitCode.Should().Be((int)ExitCode.Interrupted);
        error.Should().Be("error: Interrupted.\n");
        Directory.GetDirectories(state).Should().BeEmpty(because: "the spill folder goes with the query");
    }

    [Fact]
    public async Task BrokenPipe_WhileWriting_EndsTheQueryInSilence()
    {
        published.Publish("1", "create schema marts; create table marts.person as select 1 as person_id");
        using var kmen = Start("query", "select i from range(1000000000000) r(i)", "--format", "csv", "--workspace", published.Root);

        await kmen.StandardOutput.ReadLineAsync();
        kmen.StandardOutput.Close();

        var error = await kmen.StandardError.ReadToEndAsync();
        await kmen.WaitForExitAsync();
        error.Should().BeEmpty();
        kmen.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task TwoCommands_WithOneRedirection_DoNotOverwriteEachOther()
    {
        published.Publish("1", "create schema marts; create table marts.person as select 1 as person_id");
        var file = Path.Combine(published.Root, "both.txt");
        var command = $"dotnet '{Assembly}' --version; dotnet '{Assembly}' query 'select 1 as a' --format csv --workspace '{published.Root}'";

        using var shell = Process.Start("/bin/sh", ["-c", $"({command}) > '{file}'"]);
        await shell.WaitForExitAsync();

        (await File.ReadAllTextAsync(file)).Should().MatchRegex("^kmen [0-9.]+\na\n1\n$");
    }

    static string Assembly => typeof(KmenCommand).Assembly.Location;

    static Process Start(params string[] arguments)
    {
        // A shell that runs the tests in its background lets them ignore the interrupt, and what they start would too.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["--default-signal=INT,TERM", "dotnet", Assembly, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
