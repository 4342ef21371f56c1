namespace Kmen.Workspace.Configuration;

/// <summary>A validated <c>kmen.yml</c>. Immutable.</summary>
public sealed record WorkspaceConfiguration
{
    /// <summary>The workspace's folder, absolute.</summary>
    public required string Root { get; init; }

    /// <summary>The workspace's name, shown in plans and reports.</summary>
    public required string Name { get; init; }

    /// <summary>The IANA time zone in which a day begins and ends. Default: UTC.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Whether the SQL must keep to what DuckDB and Spark both accept. Default: false.</summary>
    public bool Portable { get; init; }

    /// <summary>How many published nights are kept. Default: 7, at least 1.</summary>
    public int KeepNights { get; init; } = 7;

    /// <summary>Engine settings.</summary>
    public EngineConfiguration Engine { get; init; } = new();

    /// <summary>The sources by name, in the file's order.</summary>
    public required IReadOnlyList<SourceConfiguration> Sources { get; init; }

    /// <summary>The purposes by name.</summary>
    public required IReadOnlyDictionary<string, PurposeConfiguration> Purposes { get; init; }

    /// <summary>The channels by name.</summary>
    public required IReadOnlyDictionary<string, ChannelConfiguration> Channels { get; init; }

    /// <summary>Where consents are stated, or null in a workspace without consents.</summary>
    public ConsentConfiguration? Consents { get; init; }

    /// <summary>The targets by name; always holds <c>dev</c>.</summary>
    public required IReadOnlyDictionary<string, TargetConfiguration> Targets { get; init; }

    /// <summary>The destinations, in the file's order.</summary>
    public required IReadOnlyList<DestinationConfiguration> Destinations { get; init; }

    /// <summary>When <c>kmen serve</c> runs the night, or null.</summary>
    public ScheduleConfiguration? Schedule { get; init; }

    /// <summary>The layout of a target.</summary>
    /// <param name="target">The target's name.</param>
    /// <returns>Where its files lie.</returns>
    /// <exception cref="KmenException">The target is not configured.</exception>
    public TargetLayout Layout(string target)
    {
        if (!Targets.TryGetValue(target, out var found))
        {
            throw KmenException.Usage(
                $"There is no target {target} in kmen.yml.", new SourcePosition("kmen.yml"),
                NearestNames.Question(target, Targets.Keys) ?? $"Targets here: {string.Join(", ", Targets.Keys)}.");
        }

        return new TargetLayout(Root, Path.GetFullPath(found.StateFolder, Root), Path.GetFullPath(found.PublishedFolder, Root));
    }
}
