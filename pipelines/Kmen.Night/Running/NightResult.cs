using Kmen.Activation;
using Kmen.Ingest;
using Kmen.Models.Testing;
using Kmen.Night.Ops;
using Kmen.Night.Publishing;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>What a night did.</summary>
public sealed record NightResult
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Its as-of, UTC.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>Where the target's files lie.</summary>
    public required TargetLayout Layout { get; init; }

    /// <summary>What failed; empty where all went well.</summary>
    public required IReadOnlyList<KmenException> Errors { get; init; }

    /// <summary>What the reader should look at.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The ended steps.</summary>
    public required IReadOnlyList<StepRow> Steps { get; init; }

    /// <summary>The tests.</summary>
    public required IReadOnlyList<TestOutcome> Tests { get; init; }

    /// <summary>What was loaded; null where the part was not asked for.</summary>
    public IngestResult? Ingested { get; init; }

    /// <summary>Opt-outs delivered; null where the part was not asked for.</summary>
    public SyncResult? OptOuts { get; init; }

    /// <summary>What was sent; null where nothing was.</summary>
    public SyncResult? Synced { get; init; }

    /// <summary>The publication that readers see after the run; null where nothing was ever published.</summary>
    public PublicationInfo? Published { get; init; }

    /// <summary>Whether this run published it.</summary>
    public bool HasPublished { get; init; }

    /// <summary>Whether nothing had changed, so that nothing was built.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The exit code.</summary>
    public ExitCode ExitCode => Errors.Count == 0 ? ExitCode.Done
        : Errors.All(error => error.ExitCode == ExitCode.Usage) ? ExitCode.Usage : ExitCode.Failed;
}
