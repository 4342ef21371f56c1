namespace Kmen.Workspace.Configuration.Reading;

/// <summary>Where audiences are sent.</summary>
static class DestinationSection
{
    static readonly (string, DestinationKind)[] Kinds = [("folder", DestinationKind.Folder), ("webhook", DestinationKind.Webhook)];

    public static IReadOnlyList<DestinationConfiguration> Read(
        string root, YamlSection file, IReadOnlyDictionary<string, ChannelConfiguration> channels, IReadOnlyDictionary<string, TargetConfiguration> targets)
    {
        var folders = new Dictionary<string, string>();
        return file.Named("destinations", required: false, null, (name, section) =>
        {
            var kind = section.Choice("kind", Kinds, required: true);
            var destination = new DestinationConfiguration
            {
                Name = name,
                Position = section.Position,
                Kind = kind ?? DestinationKind.Folder,
                Channel = Known(section, "channel", section.Text("channel", required: true), "channel", channels.Keys),
                Audiences = Audiences(section),
                Fields = section.Pairs("fields"),
                Armed = Armed(section, targets),
                Folder = FolderPath.Read(root, section, "folder"),
                Url = WebhookKeys.Url(section),
                Secret = WebhookKeys.Secret(section),
                BatchRows = section.Whole("batch_rows", 1, 10_000) ?? 500,
                MaxRemovalShare = section.Share("max_removal_share") ?? 0.5,
                MaxRemovalRows = section.Whole("max_removal_rows", 0, int.MaxValue) ?? 20,
                Attempts = section.Whole("attempts", 1, 10) ?? 5,
                TimeoutSeconds = section.Whole("timeout_seconds", 1, 600) ?? 30,
            };
            CheckKind(section, kind);
            if (destination is { Kind: DestinationKind.Folder, Folder: { } folder } && !folders.TryAdd(folder, name))
            {
                section.Wrong("folder", $"{folders[folder]} writes into this folder too; its deltas would be mixed up.", "Give each destination its own folder.");
            }

            return destination;
        });
    }

    static void CheckKind(YamlSection section, DestinationKind? kind)
    {
        (string Kind, string[] Needs, string[] Refuses)? rule = kind switch
        {
            DestinationKind.Folder => ("folder", ["folder"], ["url", "secret", "timeout_seconds"]),
            DestinationKind.Webhook => ("webhook", ["url", "secret"], ["folder"]),
            _ => null,
        };
        if (rule is not { } known)
        {
            return;
        }

        foreach (var key in known.Needs.Where(key => !section.Has(key)))
        {
            section.WrongHere($"the key {key} is missing, which kind {known.Kind} needs.");
        }

        foreach (var key in known.Refuses.Where(section.Has))
        {
            section.Wrong(key, $"has no meaning for kind {known.Kind}.", "Remove the key, or change the kind.");
        }
    }

    static IReadOnlyList<string> Audiences(YamlSection section)
    {
        var audiences = section.Texts("audiences", required: true);
        foreach (var audience in audiences.Where(audience => !YamlSection.IsIdentifier(audience)))
        {
            section.WrongAt(
                section.PlaceOf("audiences", audience), "audiences", $"{audience} is no audience.",
                "Write the file name of a model in sql/audiences, without .sql.");
        }

        return audiences;
    }

    static IReadOnlyList<string> Armed(YamlSection section, IReadOnlyDictionary<string, TargetConfiguration> targets)
    {
        var armed = section.Texts("armed");
        foreach (var target in armed.Where(target => !targets.ContainsKey(target)))
        {
            section.WrongAt(section.PlaceOf("armed", target), "armed", $"there is no target {target}.", SourceSection.Near(target, [.. targets.Keys]));
        }

        return armed;
    }

    static string Known(YamlSection section, string key, string? name, string noun, IEnumerable<string> candidates)
    {
        var known = candidates.ToList();
        if (name is not null && !known.Contains(name))
        {
            section.Wrong(key, $"there is no {noun} {name}.", SourceSection.Near(name, known) ?? $"Add a section {noun}s.");
        }

        return name ?? "";
    }
}
