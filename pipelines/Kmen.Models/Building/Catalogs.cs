namespace Kmen.Models.Building;

/// <summary>The names under which a run's databases are attached. None is the name of a schema.</summary>
public static class Catalogs
{
    /// <summary>Raw and staging.</summary>
    public const string Raw = "raw_store";

    /// <summary>What Kmen keeps: runs, journal, registry.</summary>
    public const string State = "state";

    /// <summary>Tonight's candidate.</summary>
    public const string Build = "build";

    /// <summary>The last publication, read-only.</summary>
    public const string Previous = "previous";

    /// <summary>The publication that a sync reads, read-only.</summary>
    public const string Published = "published";

    /// <summary>The schema whose models are kept beside the raw tables and not published.</summary>
    public const string Staging = "staging";
}
