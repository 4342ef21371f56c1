using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

public class FailureTests
{
    [Fact]
    public void Run_FolderIsMissing_FailsTheSourceAndLoadsTheOthers()
    {
        using var store = new TestStore(Csv("gone", Column("a")), Csv("there", Column("a")));
        Directory.Delete(store.Sources[0].Folder);
        store.Write("x.csv", "a\n1\n", source: 1);

        var result = store.Run();

        result.HasFailures.Should().BeTrue();
        var failure = result.UnreadableSources.Should().ContainSingle().Which.Failure!;
        failure.Message.Should().Contain("sources.gone.folder").And.Contain("incoming/gone");
        failure.Where.Should().Be(store.Sources[0].Position);
        failure.ExitCode.Should().Be(ExitCode.Failed);
        store.Query("select count(*) from raw.there").Should().Equal("1");
        store.Query("select count(*) from raw.gone").Should().Equal("0");
        store.Reporter.Ended.Select(step => step.Status).Should().Equal(StepStatus.Failed, StepStatus.Succeeded);
    }

    [Fact]
    public void Run_FolderIsAFile_SaysSo()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        Directory.Delete(store.Sources[0].Folder);
        File.WriteAllText(store.Sources[0].Folder, "");
        store.Run().UnreadableSources.Single().Failure!.Message.Should().Contain("is a file, not a folder");
    }

    [Fact]
    public void Run_FolderThatMatchesTheGlob_IsLeftOutWithAWarning()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        Directory.CreateDirectory(store.PathOf("sub.csv"));
        store.Write("x.csv", "a\n1\n");
        store.Run().HasFailures.Should().BeFalse();
        store.Reporter.Warnings.Should().ContainSingle().Which.Should().Contain("sub.csv").And.Contain("folder");
        store.Query("select count(*) from raw.t").Should().Equal("1");
    }

    [Fact]
    public void Run_LinkToNowhere_QuarantinesAndLoadsTheOthers()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        File.CreateSymbolicLink(store.PathOf("a.csv"), store.PathOf("nowhere"));
        store.Write("b.csv", "a\n1\n");
        store.Run().HasFailures.Should().BeTrue();
        store.Message("a.csv").Should().Contain("cannot be read");
        store.Query("select count(*) from raw.t").Should().Equal("1");
        File.Delete(store.PathOf("a.csv"));
        store.Run().HasFailures.Should().BeFalse(because: "the link is gone");
    }

    [Fact]
    public void Run_LinkToAFile_IsFollowed()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        File.WriteAllText(Path.Combine(store.Root, "real.csv"), "a\n1\n");
        File.CreateSymbolicLink(store.PathOf("a.csv"), Path.Combine(store.Root, "real.csv"));
        store.Run();
        File.WriteAllText(Path.Combine(store.Root, "real.csv"), "a\n1\n2\n");
        store.Run();
        store.Query("select count(*) from raw.t").Should().Equal("2");
    }

    [Fact]
    public void Run_UnknownSource_IsAUsageErrorWithTheNearestName()
    {
        using var store = new TestStore(Csv("orders", Column("a")));
        var run = () => store.Run(["order"]);
        run.Should().Throw<KmenException>().Which.Should().Match<KmenException>(
            error => error.ExitCode == ExitCode.Usage && error.WayOut!.Contains("orders", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Cancelled_EndsWithoutLeavings()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", "a\n1\n");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var run = () => store.Run(cancellation: cancelled.Token);
        run.Should().Throw<OperationCanceledException>();
        Directory.Exists(Path.Combine(store.Layout.TempFolder, "ingest")).Should().BeFalse();
        store.Run();
        store.Query("select count(*) from raw.t").Should().Equal("1");
    }

    [Fact]
    public void Run_LeavingsOfAKilledRun_AreTakenAway()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        var leaving = Path.Combine(store.Layout.TempFolder, "ingest", "1.parquet");
        Directory.CreateDirectory(Path.GetDirectoryName(leaving)!);
        File.WriteAllText(leaving, "half");
        store.Run();
        File.Exists(leaving).Should().BeFalse();
    }

    [Fact]
    public void Run_TemporaryFolderCannotBeWritten_FailsTheRunAndNoFile()
    {
        using var store = new TestStore(Csv("t", Column("a")));
        store.Write("x.csv", "a\n1\n");
        Directory.CreateDirectory(store.Layout.TempFolder);
        File.WriteAllText(Path.Combine(store.Layout.TempFolder, "ingest"), "in the way");
        var run = () => store.Run();
        run.Should().Throw<IOException>();
        store.Query("select count(*) from ops.files").Should().Equal(["0"], because: "a full disk of ours is no fault of the file");
    }
}
