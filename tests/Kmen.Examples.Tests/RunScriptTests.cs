using System.Diagnostics;

namespace Kmen.Examples.Tests;

/// <summary>The run scripts, with a stand-in for kmen that writes down how it was called and what it would have found.</summary>
public sealed class RunScriptTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kmen-run-").FullName;

    [Theory]
    [InlineData("online-retail")]
    [InlineData("complete-journey")]
    public void Run_WithoutData_SaysWhatToSet(string example)
    {
        var (exitCode, error) = Run(example, data: null);

        exitCode.Should().Be(2);
        error.Should().Contain("KMEN_DATA is not set").And.Contain("KMEN_DATA=/path/to/data");
        Calls().Should().BeEmpty();
    }

    [Theory]
    [InlineData("online-retail")]
    [InlineData("complete-journey")]
    public void Run_WithAFolderThatHoldsNoData_SaysWhatIsMissing(string example)
    {
        var (exitCode, error) = Run(example, data: folder);

        exitCode.Should().Be(2);
        error.Should().Contain(folder);
        Calls().Should().BeEmpty();
    }

    [Fact]
    public void Run_OnlineRetail_LetsEachMonthArriveBeforeItsNight()
    {
        var exports = Directory.CreateDirectory(Path.Combine(folder, "data", "online_retail")).FullName;
        for (var month = new DateOnly(2010, 12, 1); month <= new DateOnly(2011, 12, 1); month = month.AddMonths(1))
        {
            File.WriteAllText(Path.Combine(exports, $"online_retail_{month:yyyy-MM}.csv.gz"), "");
        }

        var (exitCode, error) = Run("online-retail", Path.Combine(folder, "data"));

        exitCode.Should().Be(0, because: error);
        Calls().Take(13).Should().Equal(
            "1 run --workspace . --as-of 2011-01-01", "2 run --workspace . --as-of 2011-02-01", "3 run --workspace . --as-of 2011-03-01",
            "4 run --workspace . --as-of 2011-04-01", "5 run --workspace . --as-of 2011-05-01", "6 run --workspace . --as-of 2011-06-01",
            "7 run --workspace . --as-of 2011-07-01", "8 run --workspace . --as-of 2011-08-01", "9 run --workspace . --as-of 2011-09-01",
            "10 run --workspace . --as-of 2011-10-01", "11 run --workspace . --as-of 2011-11-01", "12 run --workspace . --as-of 2011-12-01",
            "13 run --workspace . --as-of 2011-12-10");
        Calls().Skip(13).Should().OnlyContain(call => call.StartsWith("13 query --workspace . ", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    (int ExitCode, string Error) Run(string example, string? data)
    {
        var script = Path.Combine(folder, "run");
        File.Copy(Path.Combine(Repository.Root, "examples", example, "run"), script);
        var kmen = Path.Combine(folder, "kmen");
        File.WriteAllText(kmen, $"#!/usr/bin/env bash\necho \"$(ls incoming 2>/dev/null | wc -l) $*\" | tr '\\n' ' ' >> {folder}/calls\necho >> {folder}/calls\n");
        File.SetUnixFileMode(kmen, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash", [script]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["KMEN"] = kmen;
        start.Environment["KMEN_DATA"] = data ?? "";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    List<string> Calls() =>
        File.Exists(Path.Combine(folder, "calls")) ? [.. File.ReadLines(Path.Combine(folder, "calls")).Select(line => line.TrimEnd())] : [];
}
