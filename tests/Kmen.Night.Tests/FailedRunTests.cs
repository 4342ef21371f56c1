using Kmen.Night.Running;
using Kmen.Workspace;

namespace Kmen.Night.Tests;

/// <summary>What runs that failed leave behind: personal data, so not for long and not for everybody.</summary>
public sealed class FailedRunTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kmen-failed-").FullName;

    public FailedRunTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "sql/marts"));
        File.WriteAllText(Path.Combine(folder, "kmen.yml"), "name: x\nkeep_nights: 2\nsources: { a: { format: csv, columns: { b: bigint } } }\n");
        File.WriteAllText(Path.Combine(folder, "sql/marts/one.sql"), "/* kmen\ndescription: One.\ntests:\n  - accepted_range: { column: i, min: 2 }\n*/\nselect 1 as i\n");
    }

    TargetLayout Layout => WorkspaceReader.Read(folder).Layout("dev");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void FailingRows_AreKeptForAsManyRunsAsNights()
    {
        var runs = Enumerable.Range(0, 3).Select(_ => Run(NightParts.Build).RunId).ToList();

        runs.Select(run => Directory.Exists(Path.Combine(Layout.StateFolder, "runs", run, "failing"))).Should().Equal(false, true, true);
        runs.Should().OnlyContain(run => File.Exists(Layout.EventsFile(run)), because: "what happened is kept; it names nobody");
    }

    [Fact]
    public void FailedCandidate_IsReadableForTheUserOfTheRunAlone_AndKeptForAsManyRunsAsNights()
    {
        Run(NightParts.Build | NightParts.Publish);
        var database = Path.Combine(Layout.StateFolder, "failed/build.duckdb");
        File.GetUnixFileMode(database).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(database)!).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Run(NightParts.Ingest);
        File.Exists(database).Should().BeTrue(because: "it can be taken up again");

        Run(NightParts.Ingest);
        File.Exists(database).Should().BeFalse();
        FailedBuild.Of(Layout).Should().BeNull();
    }

    NightResult Run(NightParts parts) => NightRun.Execute(
        WorkspaceReader.Read(folder), new NightOptions { AsOf = new DateOnly(2026, 1, 1), Threads = 1, Memory = "512MB", Parts = parts }, new RecordingReporter(), TimeProvider.System, CancellationToken.None);
}
