using Kmen.Models.Testing;
using Kmen.Workspace;

namespace Kmen.Models.Tests.Testing;

public sealed class FailingRowsTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Rows_ThatFailed_AreReadableForTheUserOfTheRunAlone()
    {
        workspace.Model("marts.m", "select null as code", "description: A test.\ntests:\n  - not_null: [code]");
        workspace.Build().Should().ContainSingle();

        var kept = workspace.Context!.Tests.Single().Kept!;

        File.GetUnixFileMode(kept).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(kept)!).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Forget_RemovesTheRowsOfRunsThatAreNotKept_AndNothingElse()
    {
        foreach (var file in (string[])["runs/1/failing/a.parquet", "runs/1/events.ndjson", "runs/2/failing/a.parquet", "runs/test-1/failing/a.parquet", "runs/3/events.ndjson"])
        {
            workspace.Write(file, "x");
        }

        FailingRows.Forget(new TargetLayout(workspace.Root, workspace.Root, workspace.Root), run => run == "2");

        Directory.EnumerateFiles(workspace.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(workspace.Root, file)).Order(StringComparer.Ordinal)
            .Should().Equal("runs/1/events.ndjson", "runs/2/failing/a.parquet", "runs/3/events.ndjson");
        Directory.Exists(Path.Combine(workspace.Root, "runs/test-1")).Should().BeFalse();
    }
}
