namespace Kmen.Night.Running;

/// <summary>Turns days into the moments that bound a run.</summary>
internal static class AsOf
{
    /// <summary>Midnight of a day in a time zone, as UTC; where the clock jumps over midnight, the first moment after it.</summary>
    internal static DateTime Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeToUtc(local, zone), DateTimeKind.Unspecified);
    }

    /// <summary>The day whose midnight a moment is, in a time zone.</summary>
    internal static DateOnly Day(DateTime moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(moment, DateTimeKind.Utc), zone));

    /// <summary>Today in a time zone.</summary>
    internal static DateOnly Today(TimeProvider clock, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
}
