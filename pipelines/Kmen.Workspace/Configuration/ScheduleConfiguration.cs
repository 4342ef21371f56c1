namespace Kmen.Workspace.Configuration;

/// <summary>When the night runs.</summary>
/// <param name="Cron">A Quartz cron expression: seconds, minutes, hours, day of month, month, day of week.</param>
/// <param name="TimeZone">The zone that the expression is read in. Default: the workspace's.</param>
/// <param name="CatchUp">one: missed nights are caught up by one run; each: by one run a night. Default: one.</param>
public sealed record ScheduleConfiguration(string Cron, TimeZoneInfo TimeZone, CatchUpMode CatchUp);
