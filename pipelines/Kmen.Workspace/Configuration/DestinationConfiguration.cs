namespace Kmen.Workspace.Configuration;

/// <summary>A destination of a sync.</summary>
public sealed record DestinationConfiguration
{
    /// <summary>Name, as <c>activation.deliveries</c> shows it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in <c>kmen.yml</c>.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>folder or webhook.</summary>
    public required DestinationKind Kind { get; init; }

    /// <summary>The channel whose addresses it takes; audiences of other channels are refused.</summary>
    public required string Channel { get; init; }

    /// <summary>The audiences that it receives.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>Columns sent beside the address: name sent to column of <c>marts.person</c>.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The targets in which it is sent to; elsewhere every sync is a dry run.</summary>
    public IReadOnlyList<string> Armed { get; init; } = [];

    /// <summary>Folder kind: where the deltas go, absolute.</summary>
    public string? Folder { get; init; }

    /// <summary>Webhook kind: the address; may be <c>${env:NAME}</c>, resolved only when it is sent to.</summary>
    public string? Url { get; init; }

    /// <summary>Webhook kind: the signing secret; always <c>${env:NAME}</c>, resolved only when it is sent to.</summary>
    public string? Secret { get; init; }

    /// <summary>Rows a batch. Default: 500, from 1 to 10,000.</summary>
    public int BatchRows { get; init; } = 500;

    /// <summary>The largest share of an audience's acknowledged members that one sync may remove. Default: 0.5. Opt-outs pass it.</summary>
    public double MaxRemovalShare { get; init; } = 0.5;

    /// <summary>Removals up to this number pass the guard at any share. Default: 20.</summary>
    public int MaxRemovalRows { get; init; } = 20;

    /// <summary>Attempts of one batch in one sync. Default: 5, from 1 to 10.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Webhook kind: seconds until an attempt counts as unanswered. Default: 30.</summary>
    public int TimeoutSeconds { get; init; } = 30;
}
