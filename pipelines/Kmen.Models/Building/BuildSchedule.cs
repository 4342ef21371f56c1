using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>
/// Which step may run next: of those that can, the one from which the way to the end is longest, so that no lane is left alone with a long step when the others are done. Safe for several lanes.
/// </summary>
internal sealed class BuildSchedule
{
    readonly object gate = new();
    readonly List<IBuildStep> waiting;
    readonly HashSet<string> open;
    readonly HashSet<string> missing = [];
    readonly List<KmenException> errors = [];
    readonly PriorityQueue<string, (long Rows, int Turn)> made = new();
    Exception? aborted;
    int running;
    int turn;

    /// <summary>Plans the order.</summary>
    /// <param name="steps">The steps, each after what it reads.</param>
    /// <param name="took">How long steps took when they were last run, by name. Those that are not in it count for nothing, and among equals the earlier goes first.</param>
    internal BuildSchedule(IReadOnlyList<IBuildStep> steps, IReadOnlyDictionary<string, TimeSpan>? took = null)
    {
        open = [.. steps.SelectMany(step => step.Outputs)];
        var below = new Dictionary<string, TimeSpan>();
        var ways = new Dictionary<IBuildStep, TimeSpan>();
        foreach (var step in steps.Reverse())
        {
            var way = (took?.GetValueOrDefault(step.Name) ?? TimeSpan.Zero) + step.Outputs.Select(below.GetValueOrDefault).DefaultIfEmpty().Max();
            foreach (var input in step.Inputs)
            {
                below[input] = below.GetValueOrDefault(input) is var other && other > way ? other : way;
            }

            ways[step] = way;
        }

        waiting = [.. steps.OrderByDescending(step => ways[step])];
    }

    /// <summary>What failed, in the order of its end.</summary>
    internal IReadOnlyList<KmenException> Errors
    {
        get
        {
            lock (gate)
            {
                return aborted is null ? [.. errors] : throw new InvalidOperationException("The build was ended by an error of its own.", aborted);
            }
        }
    }

    /// <summary>What a lane does next.</summary>
    /// <param name="Step">A step whose inputs are made or missing, or null.</param>
    /// <param name="Absent">An input that could not be made, or null.</param>
    /// <param name="Table">Where there is no step: a table that was made, for which the lane has time while others go on.</param>
    internal sealed record Work(IBuildStep? Step, string? Absent = null, string? Table = null);

    /// <summary>Waits for the next work.</summary>
    /// <param name="takesTables">Whether the lane has a use for made tables.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The work, or null where none is left.</returns>
    internal Work? Next(bool takesTables, CancellationToken cancellation)
    {
        lock (gate)
        {
            while (true)
            {
                if (cancellation.IsCancellationRequested || aborted is not null)
                {
                    return null;
                }

                if (waiting.Find(step => !step.Inputs.Any(open.Contains)) is { } ready)
                {
                    waiting.Remove(ready);
                    running++;
                    return new Work(ready, ready.Needs.FirstOrDefault(missing.Contains));
                }

                if (running == 0)
                {
                    return waiting.Count == 0 ? null : throw new InvalidOperationException($"{waiting[0].Name} waits for what nothing makes.");
                }

                if (takesTables && errors.Count == 0 && made.TryDequeue(out var table, out _))
                {
                    return new Work(null, Table: table);
                }

                if (waiting.Count == 0)
                {
                    return null;
                }

                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>A step has made its outputs.</summary>
    /// <param name="step">The step.</param>
    /// <param name="rows">How many rows it made. The largest tables are handed out first, so that none is begun last and waited for.</param>
    internal void Made(IBuildStep step, long rows) => End(step, rows, null);

    /// <summary>A step has failed, or was skipped where there is no error.</summary>
    internal void Failed(IBuildStep step, KmenException? error) => End(step, null, error);

    /// <summary>Ends the build: a lane met what no step may throw.</summary>
    internal void Abort(Exception error)
    {
        lock (gate)
        {
            aborted ??= error is OperationCanceledException ? aborted : error;
            waiting.Clear();
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>A step has ended; with rows where it made its outputs.</summary>
    void End(IBuildStep step, long? rows, KmenException? error)
    {
        lock (gate)
        {
            running--;
            open.ExceptWith(step.Outputs);
            if (rows is { } count)
            {
                made.EnqueueRange(step.Outputs.Select(output => (output, (-count, turn++))));
            }
            else
            {
                missing.UnionWith(step.Outputs);
            }

            if (error is not null)
            {
                errors.Add(error);
            }

            Monitor.PulseAll(gate);
        }
    }
}
