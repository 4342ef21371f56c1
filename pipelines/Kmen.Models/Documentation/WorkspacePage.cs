namespace Kmen.Models.Documentation;

/// <summary>All that the page of a workspace shows. It holds names, texts, counts and times; no row of any table.</summary>
/// <param name="Workspace">The workspace's name.</param>
/// <param name="Target">The target whose nights it shows.</param>
/// <param name="GeneratedAt">Real time, UTC.</param>
public sealed record WorkspacePage(string Workspace, string Target, DateTime GeneratedAt)
{
    /// <summary>The IANA time zone in which days and times are shown.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The night that readers see, or null where nothing is published yet.</summary>
    public PublishedNight? Publication { get; init; }

    /// <summary>The last runs, newest first.</summary>
    public IReadOnlyList<PageRun> Runs { get; init; } = [];

    /// <summary>Sources, then models, checks and steps of the engine, each after what it reads.</summary>
    public required IReadOnlyList<PageNode> Nodes { get; init; }

    /// <summary>The tables that the nodes make.</summary>
    public required IReadOnlyList<PageTable> Tables { get; init; }

    /// <summary>Sets of columns that many columns share: each a list of places in <see cref="ColumnNames"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Sets { get; init; }

    /// <summary>The names of all columns, as schema.table.column.</summary>
    public required IReadOnlyList<string> ColumnNames { get; init; }

    /// <summary>The days of the nights that <see cref="PageTable.History"/> counts, oldest first.</summary>
    public IReadOnlyList<DateTime> Nights { get; init; } = [];

    /// <summary>The destinations.</summary>
    public IReadOnlyList<PageDestination> Destinations { get; init; } = [];

    /// <summary>The legal basis of each purpose.</summary>
    public IReadOnlyDictionary<string, string> Purposes { get; init; } = new Dictionary<string, string>();
}
