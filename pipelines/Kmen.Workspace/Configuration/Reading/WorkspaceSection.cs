namespace Kmen.Workspace.Configuration.Reading;

/// <summary>The whole file.</summary>
static class WorkspaceSection
{
    public static WorkspaceConfiguration Read(string root, YamlSection file)
    {
        var zone = Zone(file, "time_zone") ?? TimeZoneInfo.Utc;
        var sources = file.Named("sources", required: true, null, (name, section) => SourceSection.Read(root, name, section));
        var purposes = PurposeSection.Read(file);
        var channels = ChannelSection.Read(file);
        var targets = TargetSection.Read(file);
        var configuration = new WorkspaceConfiguration
        {
            Root = root,
            Name = file.Text("name", required: true) ?? "",
            TimeZone = zone,
            Portable = file.Flag("portable") ?? false,
            KeepNights = file.Whole("keep_nights", 1, 3650) ?? 7,
            Engine = EngineSection.Read(file),
            Sources = sources,
            Purposes = purposes,
            Channels = channels,
            Consents = ConsentSection.Read(file, sources),
            Targets = targets,
            Destinations = DestinationSection.Read(root, file, channels, targets),
            Schedule = ScheduleSection.Read(file, zone),
        };
        file.Done();
        if (configuration.Consents is null && purposes.Values.FirstOrDefault(purpose => purpose.LegalBasis == LegalBasis.Consent) is { } unfounded
            && !file.Has("consents"))
        {
            file.Wrong(
                "purposes", $"{unfounded.Name} rests on consent, but the workspace has no section consents, so nobody could ever be reached for it.",
                "Say in a section consents where statements of consent are found, or give the purpose the legal basis analysis.");
        }

        return configuration;
    }

    /// <summary>An IANA time zone; null where it is missing or unknown.</summary>
    public static TimeZoneInfo? Zone(YamlSection section, string key)
    {
        if (section.Text(key) is not { } id)
        {
            return null;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return zone;
        }

        section.Wrong(
            key, $"there is no time zone {id}.",
            NearestNames.Question(id, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id)) ?? "Write an IANA name such as Europe/Prague or UTC.");
        return null;
    }
}
