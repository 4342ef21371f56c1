using Kmen.Activation.Tests.Harness;

namespace Kmen.Activation.Tests.Delivery;

/// <summary>A sync that ends at any place goes on from there, and nothing takes effect twice.</summary>
public sealed class CrashTests
{
    static readonly string[] Places =
    [
        "sync.before-clean", "sync.after-clean", "sync.before-journal", "sync.after-journal", "sync.before-mark", "sync.after-mark",
        "sync.before-send", "sync.after-send", "sync.before-outcome", "sync.after-outcome",
    ];

    public static TheoryData<string> Moments => [.. Places];

    public static TheoryData<string> FolderMoments =>
        [.. Places, "sync.before-fsync", "sync.after-fsync", "sync.before-rename", "sync.after-rename"];

    static void RunUntil(Bench bench, string moment, int occurrence)
    {
        var reached = 0;
        Moment.Observer = name =>
        {
            if (name == moment && Interlocked.Increment(ref reached) >= occurrence)
            {
                throw new OperationCanceledException("power cut");
            }
        };
        try
        {
            FluentActions.Invoking(() => bench.Run()).Should().Throw<OperationCanceledException>(because: "{0} is reached {1} times", moment, occurrence);
        }
        finally
        {
            Moment.Observer = null;
        }
    }

    static void TwoDays(Bench bench)
    {
        bench.Change(destination => destination with { BatchRows = 5 });
        bench.Enter([.. Enumerable.Range(1, 20).Select(i => (long)i)]);
        bench.Run();
        bench.Leave(1, 2, 3);
        bench.Rename(10, "Other");
        bench.Merge(old: 7, survivor: 15);
        bench.Enter(30, 31, 32, 33, 34, 35, 36, 37);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Sync_EndsAnywhere_TheNextOneConvergesAndNothingTakesEffectTwice(string moment)
    {
        await using var crm = await Crm.Start();
        TwoDays(crm.Bench);
        crm.Receiver.Forget();

        RunUntil(crm.Bench, moment, moment.Contains("send", StringComparison.Ordinal) ? 2 : 1);
        crm.Bench.Run().HasFailures.Should().BeFalse();

        crm.ShouldHoldWhatIsPublished();
        crm.Applied().Should().OnlyHaveUniqueItems(because: "each change takes effect once");
        crm.Applied().Should().HaveCount(13);
        crm.Bench.Query("select count(*) from activation.batches where status in ('planned', 'sending', 'unknown')").Should().Equal("0");
    }

    [Theory]
    [MemberData(nameof(FolderMoments))]
    public void Folder_EndsAnywhere_TheNextOneConverges(string moment)
    {
        using var bench = new Bench();
        bench.AddFolder();
        TwoDays(bench);

        RunUntil(bench, moment, moment.Contains("send", StringComparison.Ordinal) || moment.Contains("rename", StringComparison.Ordinal) ? 2 : 1);
        bench.Run().HasFailures.Should().BeFalse();

        FolderReader.Members(bench.Outgoing).Keys.Should().BeEquivalentTo(bench.Desired().Keys);
        FolderReader.Members(bench.Outgoing)["10"].Should().Be("Other");
        Directory.GetFiles(bench.Outgoing, "*.part").Should().BeEmpty();
        Directory.GetFiles(bench.Outgoing, "*.csv").Should().HaveSameCount(Directory.GetFiles(bench.Outgoing, "*.json"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Sync_EndsBeforeTheFirstSend_ThePlanIsMadeAgain_WithTheSameIdsOnTheSameNightOnly(int nightsLater, bool isSame)
    {
        await using var crm = await Crm.Start();
        crm.Bench.Enter([.. Enumerable.Range(1, 25).Select(i => (long)i)]);
        RunUntil(crm.Bench, "sync.after-journal", 1);
        var planned = crm.Bench.Query("select batch_id from activation.batches order by 1");
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(nightsLater);

        crm.Bench.Run();

        crm.Receiver.Ids.Intersect(planned).Should().HaveCount(isSame ? planned.Count : 0, because: "the body says the night, and an id stands for one body");
    }

    [Fact]
    public async Task Sync_IsCancelled_TheNextOneConverges()
    {
        await using var crm = await Crm.Start();
        crm.Bench.Change(destination => destination with { BatchRows = 1 });
        crm.Bench.Enter([.. Enumerable.Range(1, 50).Select(i => (long)i)]);
        using var source = new CancellationTokenSource();
        crm.Receiver.Faults = (number, _) =>
        {
            if (number == 10)
            {
                source.Cancel();
            }

            return Receiver.Fault.None;
        };

        FluentActions.Invoking(() => crm.Bench.Run(cancellation: source.Token)).Should().Throw<OperationCanceledException>();
        crm.Bench.Run().HasFailures.Should().BeFalse();

        crm.ShouldHoldWhatIsPublished();
        crm.Applied().Should().HaveCount(50).And.OnlyHaveUniqueItems();
    }
}
