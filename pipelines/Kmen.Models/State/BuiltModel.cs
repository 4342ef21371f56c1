namespace Kmen.Models.State;

/// <summary>What is known of a table that was built: a row of <c>ops.models</c>, in the publication and, for staging, in the raw store.</summary>
/// <param name="Name">Schema, dot, name; a step's name where a step makes several.</param>
/// <param name="Version">Hash of all that decides its content: text, functions, settings, the versions of what it reads. Equal versions mean equal tables.</param>
public sealed record BuiltModel(string Name, string Version)
{
    /// <summary>Among <see cref="Inputs"/> of a step of the engine that can be built by changes: what it depended on beside tables.</summary>
    public const string Settings = "settings";

    /// <summary>Among <see cref="Inputs"/> of such a step: the moment that it was built for.</summary>
    public const string AsOf = "as_of";

    /// <summary>table, view, incremental, snapshot, check, identity, audience …</summary>
    public required string Kind { get; init; }

    /// <summary>The model's file, or null for a step of the engine.</summary>
    public string? File { get; init; }

    /// <summary>Hash of its own text and settings, without what it reads.</summary>
    public required string Content { get; init; }

    /// <summary>Hash of its header: descriptions and tests.</summary>
    public string Header { get; init; } = "";

    /// <summary>The version of each table that it was built from.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows of the table; 0 for a view.</summary>
    public long Rows { get; init; }

    /// <summary>Rows replaced key by key since the table was last written whole: the file holds gaps of that size.</summary>
    public long ReplacedRows { get; init; }

    /// <summary>How many rows failed each test of its header, in their order; null where that is not known.</summary>
    public IReadOnlyList<long>? Failing { get; init; }

    /// <summary>Staging: which content this is, counted from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>Staging: the change log holds all changes after this sequence.</summary>
    public long LogFrom { get; init; }

    /// <summary>Real time, UTC.</summary>
    public required DateTime BuiltAt { get; init; }

    /// <summary>The run that built it.</summary>
    public required string RunId { get; init; }

    /// <summary>How the last run that touched it did so: built, increment, carried, tested.</summary>
    public required string Way { get; init; }

    /// <summary>Why, one sentence.</summary>
    public string Reason { get; init; } = "";
}
