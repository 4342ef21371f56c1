using Quartz;

namespace Kmen.Night.Schedule;

/// <summary>What Quartz calls when a night is due. Never two at once.</summary>
[DisallowConcurrentExecution]
internal sealed class NightJob : IJob
{
    internal static readonly JobKey Key = new("night", "kmen");

    internal const string Runner = "runner";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var runner = (Func<DateTimeOffset, Task>)context.Scheduler.Context[Runner]!;
        await runner(context.ScheduledFireTimeUtc ?? context.FireTimeUtc);
    }
}
