using System.Collections.Concurrent;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
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

    /// <summary>Whether the last publication is attached as <see cref="Catalogs.Previous"/>.</summary>
    public bool HasPrevious { get; init; }
}
