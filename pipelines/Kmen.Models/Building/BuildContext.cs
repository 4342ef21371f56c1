using System.Collections.Concurrent;
using Kmen.Models.Analysis;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Planning;
using Kmen.Models.State;
using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>What the steps of a build share.</summary>
/// <param name="Run">The run.</param>
/// <param name="Warehouse">The engine with the run's databases attached.</param>
/// <param name="Session">A session on the candidate; one step uses it at a time.</param>
/// <param name="Queries">The parsed models by full name.</param>
/// <param name="Models">All models of the workspace.</param>
/// <param name="Cancellation">Interrupts the running query.</param>
public sealed record BuildContext(
    RunContext Run, IWarehouse Warehouse, IWarehouseSession Session, IReadOnlyDictionary<string, ParsedQuery> Queries,
    IReadOnlyList<Model> Models, CancellationToken Cancellation)
{
    /// <summary>What the tests found so far.</summary>
    public ConcurrentQueue<TestOutcome> Tests { get; } = new();

    /// <summary>How many steps may run side by side; 0: one for each of the engine's threads.</summary>
    public int Lanes { get; init; }

    /// <summary>How long steps took when they were last run, by name.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Took { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>What is done about each step; null: everything is built.</summary>
    public BuildPlan? Plan { get; init; }

    /// <summary>What the functions of the engine and the workspace do; needed where models are built by keys.</summary>
    public FunctionTraits? Functions { get; init; }

    /// <summary>Which rows changed; null: every model is built whole.</summary>
    public ChangeBook? Changes { get; init; }

    /// <summary>What the tables that the candidate began with were built of, by name in lower case.</summary>
    public IReadOnlyDictionary<string, BuiltModel> Begun { get; init; } = new Dictionary<string, BuiltModel>();

    /// <summary>What the last publication was built of, by name in lower case: the same, but where a failed run is taken up again.</summary>
    public IReadOnlyDictionary<string, BuiltModel> Published { get; init; } = new Dictionary<string, BuiltModel>();

    /// <summary>What was built or carried over so far, by name in lower case.</summary>
    public ConcurrentDictionary<string, BuiltModel> Built { get; } = new();

    /// <summary>The databases for increments that no model is using.</summary>
    internal ConcurrentBag<DeltaHome> Deltas { get; } = [];

    /// <summary>The steps that ended well, by name.</summary>
    public ConcurrentDictionary<string, bool> Done { get; } = new();

    /// <summary>Above this share of touched keys a model is built whole. Measured: beyond a third of the keys, one scan of everything is cheaper than finding them.</summary>
    public double LargestShare { get; init; } = 0.3;

    /// <summary>Above this share of replaced rows a table is written anew, so that its file does not grow from night to night.</summary>
    public double LargestGaps { get; init; } = 0.2;

    /// <summary>What a lane does with a table that was made, while no step can run and the build goes on; null: it waits. It may be called for any of them, at any moment, and must not throw.</summary>
    public Action<IWarehouseSession, string>? WhenIdle { get; init; }

    /// <summary>Whether the last publication is attached as <see cref="Catalogs.Previous"/>.</summary>
    public bool HasPrevious { get; init; }

    /// <summary>
    /// The rows of an input that changed since a step was last built, old and new, as a query; empty where there are none; null where they are not known, and the step must be made whole.
    /// </summary>
    /// <param name="step">The step, planned as an increment.</param>
    /// <param name="table">The input, as schema.name in lower case.</param>
    /// <returns>The query.</returns>
    public string? ChangedRows(IBuildStep step, string table)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(table);
        if (Plan?.Of(step.Name) is not { Way: BuildWay.Increment, Before: { } before } || Changes is null || before.Inputs.GetValueOrDefault(table) is not { } was)
        {
            return null;
        }

        return was == Plan.Versions.GetValueOrDefault(table)
            ? ChangeBook.None
            : table.StartsWith("raw.", StringComparison.Ordinal) ? RawChanges.SincePublication(this, table["raw.".Length..]) : Changes.Of(this, table, was);
    }

    /// <summary>The rows of a table that differ from the last publication's, old and new, as a query; empty where none do; null where that is not known.</summary>
    /// <param name="table">The table, as schema.name.</param>
    /// <returns>The query.</returns>
    public string? ChangedSincePublication(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var name = table.ToLowerInvariant();
        if (!HasPrevious || Plan?.IsFullRefresh != false || VersionInPrevious(name) is not { } was)
        {
            return null;
        }

        // A table that was made anew may be another of the same version: its text may ask for the hour, or draw lots.
        var isKept = Plan.Steps.First(plan => plan.Step.Outputs.Contains(name)).Way is BuildWay.Carry or BuildWay.Test;
        return isKept && was == Plan.Versions.GetValueOrDefault(name) ? ChangeBook.None : Changes?.Noted(name, was);
    }

    /// <summary>Tells those who read a table of a step that was built by changes which of its rows changed.</summary>
    /// <param name="table">The table, as schema.name in lower case.</param>
    /// <param name="rows">Its changed rows, old and new, as a query that can be run until the build ends; empty where there are none.</param>
    public void NoteChanges(string table, string rows)
    {
        if (Changes is not null && VersionBefore(table) is { } was)
        {
            Changes.Note(table, was, rows);
        }
    }

    /// <summary>The version of a table that the candidate began with, or null.</summary>
    internal string? VersionBefore(string table) => VersionIn(Begun, table);

    /// <summary>The version of a table in the last publication, or null.</summary>
    internal string? VersionInPrevious(string table) => VersionIn(Published, table);

    string? VersionIn(IReadOnlyDictionary<string, BuiltModel> known, string table)
    {
        if (Plan?.Steps.FirstOrDefault(plan => plan.Step.Outputs.Contains(table)) is not { } maker || !known.TryGetValue(maker.Step.Name.ToLowerInvariant(), out var built))
        {
            return null;
        }

        return maker.Step.Outputs.Count == 1 ? built.Version : Hash.Of(built.Version, table);
    }
}
