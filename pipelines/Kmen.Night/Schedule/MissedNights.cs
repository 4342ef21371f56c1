using Kmen.Night.Running;
using Kmen.Workspace.Configuration;
using Quartz;

namespace Kmen.Night.Schedule;

/// <summary>Finds the nights that should have run and did not.</summary>
internal static class MissedNights
{
    const int Limit = 366;

    /// <summary>The days whose night is due, oldest first: all of them for <see cref="CatchUpMode.Each"/>, the last for <see cref="CatchUpMode.One"/>.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="zone">The workspace's time zone, in which a day begins.</param>
    /// <param name="lastAsOf">The as-of (UTC) of the last published night; null where nothing was ever published: then the last due night counts as missed.</param>
    /// <param name="now">The real time.</param>
    /// <returns>The days; empty where nothing was missed.</returns>
    internal static IReadOnlyList<DateOnly> Of(ScheduleConfiguration schedule, TimeZoneInfo zone, DateTime? lastAsOf, DateTimeOffset now)
    {
        var cron = new CronExpression(schedule.Cron, schedule.TimeZone);
        var missed = new List<DateOnly>();
        for (var fire = cron.GetPreviousValidTimeBefore(now.AddSeconds(1)); fire is { } at && missed.Count < Limit; fire = cron.GetPreviousValidTimeBefore(at))
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
            if (lastAsOf is { } last && AsOf.Midnight(day, zone) <= last)
            {
                break;
            }

            if (!missed.Contains(day))
            {
                missed.Insert(0, day);
            }

            if (lastAsOf is null || schedule.CatchUp == CatchUpMode.One)
            {
                break;
            }
        }

        return missed;
    }
}
