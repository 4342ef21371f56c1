using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.Faults;

/// <summary>The second night cut off somewhere, and run again undisturbed.</summary>
internal static class Trial
{
    /// <summary>Cuts off each night in its own copy, two at a time, and gathers what went wrong.</summary>
    internal static async Task<IReadOnlyList<string>> All<T>(IEnumerable<T> moments, Func<NightWorkspace, T, Task> cutOff, Action<string> tell)
    {
        await NightWorkspace.Reference();
        var wrong = new List<string>();
        await Parallel.ForEachAsync(moments, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (moment, _) =>
        {
            string? failure = null;
            try
            {
                await Heals(workspace => cutOff(workspace, moment));
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                failure = error.Message;
            }

            lock (wrong)
            {
                tell($"{(failure is null ? "healed" : "FAILED")}  {moment}");
                if (failure is not null)
                {
                    wrong.Add($"{moment}: {failure}");
                }
            }
        });
        return wrong;
    }

    static async Task Heals(Func<NightWorkspace, Task> cutOff)
    {
        var undisturbed = await NightWorkspace.Reference();
        await using var workspace = await NightWorkspace.Copy();
        // Two trials share the processors, so one thread each is cheaper, and the undisturbed night of two threads must have the same tables all the more.
        workspace.Threads = FailpointTests.IsExhaustive ? 2 : 1;
        var first = workspace.Contents();
        using (var analyst = new Published(workspace.PublishedFile))
        {
            await cutOff(workspace);

            analyst.Contents().Should().Equal(first, because: "a connection that was open answers from its night");
            var seen = workspace.Contents();
            (seen.SequenceEqual(first) || seen.SequenceEqual(undisturbed.Tables)).Should().BeTrue(because: "readers see a whole night, the old one or the new one");
        }

        var again = await workspace.Night();
        again.ExitCode.Should().Be(0, because: again.ToString());
        Effects.Of(workspace).DifferencesFrom(undisturbed).Should().BeEmpty();
        workspace.Ops("select status from runs order by sequence desc limit 1").Should().Equal("succeeded");
    }
}
