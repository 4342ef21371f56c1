using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>Which step may run next. Safe for several lanes.</summary>
internal sealed class BuildSchedule
{
    readonly object gate = new();
    readonly List<IBuildStep> waiting;
    readonly HashSet<string> open;
    readonly HashSet<string> missing = [];
    readonly List<KmenException> errors = [];
    Exception? aborted;
    int running;

    internal BuildSchedule(IReadOnlyList<IBuildStep> steps)
    {
        waiting = [.. steps];
        open = [.. steps.SelectMany(step => step.Outputs)];
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

    /// <summary>Waits for a step whose inputs are made or missing.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="absent">An input that could not be made, or null.</param>
    /// <returns>The step, or null where none is left.</returns>
    internal IBuildStep? Next(CancellationToken cancellation, out string? absent)
    {
        lock (gate)
        {
            while (true)
            {
                absent = null;
                if (cancellation.IsCancellationRequested || aborted is not null || waiting.Count == 0)
                {
                    return null;
                }

                if (waiting.Find(step => !step.Inputs.Any(open.Contains)) is { } ready)
                {
                    waiting.Remove(ready);
                    absent = ready.Inputs.FirstOrDefault(missing.Contains);
                    running++;
                    return ready;
                }

                if (running == 0)
                {
                    throw new InvalidOperationException($"The steps are not in order: {waiting[0].Name} waits for what nothing makes.");
                }

                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>A step has made its outputs.</summary>
    internal void Made(IBuildStep step) => End(step, isMade: true, null);

    /// <summary>A step has failed, or was skipped where there is no error.</summary>
    internal void Failed(IBuildStep step, KmenException? error) => End(step, isMade: false, error);

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

    void End(IBuildStep step, bool isMade, KmenException? error)
    {
        lock (gate)
        {
            running--;
            open.ExceptWith(step.Outputs);
            if (!isMade)
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
