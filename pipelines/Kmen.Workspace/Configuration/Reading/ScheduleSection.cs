namespace Kmen.Workspace.Configuration.Reading;

/// <summary>When the night runs.</summary>
static class ScheduleSection
{
    static readonly (string, CatchUpMode)[] Modes = [("one", CatchUpMode.One), ("each", CatchUpMode.Each)];

    public static ScheduleConfiguration? Read(YamlSection file, TimeZoneInfo zone)
    {
        if (file.Section("schedule") is not { } section)
        {
            return null;
        }

        var schedule = new ScheduleConfiguration(
            Cron(section), WorkspaceSection.Zone(section, "time_zone") ?? zone, section.Choice("catch_up", Modes) ?? CatchUpMode.One);
        section.Done();
        return schedule;
    }

    // The scheduler parses the expression whole; here only its shape is held to, so that a five-field crontab line is caught by every command.
    static string Cron(YamlSection section)
    {
        var cron = section.Text("night", required: true) ?? "";
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (cron.Length > 0 && fields.Length is not (6 or 7))
        {
            section.Wrong(
                "night", $"a schedule has six fields (second, minute, hour, day of month, month, day of week), not {fields.Length}.",
                fields.Length == 5 ? "Put the second in front: \"0 30 2 * * ?\" is half past two each night." : "Write: \"0 30 2 * * ?\"");
        }
        else if (cron.Length > 0 && (fields[3] == "?") == (fields[5] == "?"))
        {
            section.Wrong(
                "night", "exactly one of day of month (fourth) and day of week (sixth) must be ?.", "Write: \"0 30 2 * * ?\" or \"0 30 2 ? * MON-FRI\"");
        }

        return cron;
    }
}
