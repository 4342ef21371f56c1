namespace Kmen.Workspace;

/// <summary>The files of one target. All paths are absolute.</summary>
/// <param name="Root">The workspace's folder.</param>
/// <param name="StateFolder">Folder of what Kmen keeps for itself (<c>.kmen</c> by default).</param>
/// <param name="PublishedFolder">Folder of what readers open (<c>published</c> by default).</param>
public sealed record TargetLayout(string Root, string StateFolder, string PublishedFolder)
{
    /// <summary>Runs, send journal, acknowledged state, id registry: committed on its own.</summary>
    public string StateFile => Path.Combine(StateFolder, "state.duckdb");

    /// <summary>Raw and staging; can be rebuilt from the exports.</summary>
    public string RawFile => Path.Combine(StateFolder, "raw.duckdb");

    /// <summary>Held by the run that holds the warehouse.</summary>
    public string LockFile => Path.Combine(StateFolder, "run.lock");

    /// <summary>Spill files and transcoded exports; emptied at every start of a run.</summary>
    public string TempFolder => Path.Combine(StateFolder, "tmp");

    /// <summary>Folder of the candidates.</summary>
    public string BuildFolder => Path.Combine(StateFolder, "build");

    /// <summary>Folders of the nights.</summary>
    public string NightsFolder => Path.Combine(PublishedFolder, "nights");

    /// <summary>The link that is flipped.</summary>
    public string CurrentLink => Path.Combine(PublishedFolder, "current");

    /// <summary>What readers open.</summary>
    public string PublishedFile => Path.Combine(PublishedFolder, "warehouse.duckdb");

    /// <summary>Operations after every run, failed ones too.</summary>
    public string OpsFile => Path.Combine(PublishedFolder, "ops.duckdb");

    /// <summary>Folder of the page that documents the workspace.</summary>
    public string DocumentationFolder => Path.Combine(StateFolder, "docs");

    /// <summary>The candidate of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>Path of the database file.</returns>
    public string BuildFile(string runId) => Path.Combine(BuildFolder, runId + ".duckdb");

    /// <summary>What happens in a run, as it happens.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>Path of the NDJSON file.</returns>
    public string EventsFile(string runId) => Path.Combine(StateFolder, "runs", runId, "events.ndjson");

    /// <summary>A path shown to the user: relative to the workspace where it lies inside.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>The shorter form.</returns>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(Root, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
