using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>Runs ordered steps: independent ones side by side, a failure skips what depends on it, and the rest goes on.</summary>
public static class BuildRunner
{
    /// <summary>
    /// Runs the steps, each as soon as its inputs are made, on at most <see cref="BuildContext.Lanes"/> lanes with a session each. All lanes share the engine's threads and its memory
    /// limit. Schemas are made before, because the engine refuses two that make one schema at once.
    /// </summary>
    /// <param name="context">The build.</param>
    /// <param name="steps">The steps in order.</param>
    /// <returns>The errors; empty when everything was built and every test held.</returns>
    /// <exception cref="OperationCanceledException">The build was interrupted.</exception>
    public static IReadOnlyList<KmenException> Run(BuildContext context, IReadOnlyList<IBuildStep> steps)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(steps);
        MakeSchemas(context, steps);
        var schedule = new BuildSchedule(steps, context.Took);
        var lanes = Math.Clamp(context.Lanes > 0 ? context.Lanes : context.Warehouse.Threads, 1, Math.Max(1, steps.Count));
        using var threads = new LaneThreads(context.Warehouse, lanes);
        var others = Enumerable.Range(1, lanes - 1).Select(_ => Task.Factory.StartNew(
            () => OnOwnSession(context, schedule, threads), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            new BuildLane(context, schedule, threads).Run();
        }
        finally
        {
            Task.WaitAll(others, CancellationToken.None);
            DeltaHome.End(context);
        }

        context.Cancellation.ThrowIfCancellationRequested();
        return schedule.Errors;
    }

    static void OnOwnSession(BuildContext context, BuildSchedule schedule, LaneThreads threads)
    {
        try
        {
            using var session = context.Warehouse.Open(Catalogs.Build);
            new BuildLane(context with { Session = session }, schedule, threads).Run();
        }
        catch (Exception e)
        {
            // The first lane meets it; the others end at their next step.
            schedule.Abort(e);
        }
    }

    static void MakeSchemas(BuildContext context, IReadOnlyList<IBuildStep> steps)
    {
        var schemas = steps.SelectMany(step => step.Outputs).Select(output => output[..output.IndexOf('.', StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal).ToList();
        var statements = schemas.Select(schema => $"create schema if not exists {SqlText.Names(Catalogs.Build, schema)}")
            .Concat(schemas.Where(schema => schema == Catalogs.Staging).Select(schema => $"create schema if not exists {SqlText.Names(Catalogs.Raw, schema)}")).ToList();
        if (statements.Count > 0)
        {
            context.Session.Execute(string.Join(";\n", statements), cancellation: context.Cancellation);
        }
    }
}
