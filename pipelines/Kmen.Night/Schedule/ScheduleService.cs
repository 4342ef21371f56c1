using System.Globalization;
using Kmen.Night.Publishing;
using Kmen.Night.Running;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;
using Quartz;

namespace Kmen.Night.Schedule;

/// <summary>
/// Runs the same night as <c>kmen run</c> by the schedule of <c>kmen.yml</c>. Missed nights are caught up once at the start and after a pause of the machine;
/// two nights never overlap. The configuration is read anew for every night, so that edits need no restart; a changed schedule does.
/// </summary>
public sealed class ScheduleService
{
    static readonly TimeSpan MisfireThreshold = TimeSpan.FromSeconds(60);

    readonly Func<WorkspaceConfiguration> read;
    readonly NightOptions options;
    readonly Func<IRunReporter> reporter;
    readonly Action<NightResult, TimeSpan> ended;
    readonly TimeProvider clock;

    /// <summary>Makes the service.</summary>
    /// <param name="read">Reads the configuration; called for every night.</param>
    /// <param name="options">How nights are run; as-of and trigger are set by the service.</param>
    /// <param name="reporter">Makes the reporter of a night.</param>
    /// <param name="ended">Hears what each night did, and how long it took.</param>
    /// <param name="clock">The real clock.</param>
    public ScheduleService(
        Func<WorkspaceConfiguration> read, NightOptions options, Func<IRunReporter> reporter, Action<NightResult, TimeSpan> ended, TimeProvider clock)
    {
        this.read = read;
        this.options = options;
        this.reporter = reporter;
        this.ended = ended;
        this.clock = clock;
    }

    /// <summary>Serves until it is cancelled; a running night is interrupted then, and ends within seconds.</summary>
    /// <param name="note">Hears what the service does between nights.</param>
    /// <param name="cancellation">Ends the service.</param>
    /// <returns>A task that ends after the last night has recorded its end.</returns>
    /// <exception cref="KmenException">There is no schedule, or its cron expression is wrong.</exception>
    public async Task RunAsync(Action<string> note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(note);
        var workspace = read();
        var schedule = workspace.Schedule ?? throw KmenException.Usage(
            "kmen.yml has no schedule.", new SourcePosition("kmen.yml"), "Add `schedule: { night: \"0 30 2 * * ?\" }`.");
        Validate(schedule);
        foreach (var day in MissedNights.Of(schedule, workspace.TimeZone, Publication.Current(workspace.Layout(options.Target))?.AsOf, clock.GetUtcNow()))
        {
            note(string.Create(CultureInfo.InvariantCulture, $"catching up the night of {day:yyyy-MM-dd}"));
            await Night(day, "catch-up", note, cancellation);
        }

        var scheduler = await QuartzSchedulerBuilder.Create(quartz => quartz.UseTimeProvider(clock).UseDefaultThreadPool(1)).BuildScheduler(CancellationToken.None);
        scheduler.Context[NightJob.Runner] = (Func<DateTimeOffset, Task>)(async at =>
        {
            await Night(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, workspace.TimeZone).DateTime), "schedule", note, cancellation);
            if (!cancellation.IsCancellationRequested)
            {
                note(Next(schedule, clock.GetUtcNow()));
            }
        });
        var trigger = TriggerBuilder.Create().WithIdentity("night", "kmen")
            .WithSchedule(CronScheduleBuilder.Create(schedule.Cron).InTimeZone(schedule.TimeZone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .WithMisfireThreshold(MisfireThreshold)
            .Build();
        await scheduler.ScheduleJob(JobBuilder.Create<NightJob>().WithIdentity(NightJob.Key).Build(), trigger, cancellationToken: CancellationToken.None);
        await scheduler.Start(CancellationToken.None);
        note(Next(schedule, clock.GetUtcNow()));
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            note("stopping");
        }

        await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }

    /// <summary>Says when the next night is due, in the schedule's time zone.</summary>
    internal static string Next(ScheduleConfiguration schedule, DateTimeOffset now) =>
        new CronExpression(schedule.Cron, schedule.TimeZone).GetNextValidTimeAfter(now) is { } next
            ? string.Create(CultureInfo.InvariantCulture, $"next night at {TimeZoneInfo.ConvertTime(next, schedule.TimeZone):yyyy-MM-dd HH:mm:ss} {schedule.TimeZone.Id}")
            : "no further night is due by the schedule";

    static void Validate(ScheduleConfiguration schedule)
    {
        try
        {
            _ = new CronExpression(schedule.Cron);
        }
        catch (FormatException e)
        {
            throw KmenException.Usage(
                $"schedule.night is no cron expression: {e.Message}", new SourcePosition("kmen.yml"),
                "Six fields: seconds, minutes, hours, day of month, month, day of week, such as \"0 30 2 * * ?\" for 02:30 each day.");
        }
    }

    /// <summary>One night; its failure is told, and the service goes on.</summary>
    async Task Night(DateOnly day, string trigger, Action<string> note, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        try
        {
            var result = await Task.Run(
                () => NightRun.Execute(read(), options with { AsOf = day, Trigger = trigger, Command = "kmen serve" }, reporter(), clock, cancellation), CancellationToken.None);
            ended(result, clock.GetElapsedTime(started));
        }
        catch (KmenException e)
        {
            note($"{(e.ExitCode == ExitCode.Busy ? "skipped" : "failed")}: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            note("the running night was interrupted");
        }
    }
}
