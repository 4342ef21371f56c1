using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;

namespace Kmen.Workspace;

/// <summary>What every stage of a run needs to know. Immutable; shared by all threads of the run.</summary>
/// <param name="RunId">The run's id, unique in the workspace's target, sortable by start.</param>
/// <param name="AsOf">The exclusive upper bound of what the run may know, in UTC: midnight in the workspace's time zone.</param>
/// <param name="Workspace">The validated configuration.</param>
/// <param name="Layout">Where the target's files lie.</param>
/// <param name="Reporter">Where progress and outcomes are said.</param>
/// <param name="Clock">The real clock, for <c>ops</c> times and signatures only.</param>
public sealed record RunContext(
    string RunId, DateTime AsOf, WorkspaceConfiguration Workspace, TargetLayout Layout, IRunReporter Reporter, TimeProvider Clock)
{
    /// <summary>The real time now, UTC, for <c>ops</c> times and signatures.</summary>
    public DateTime Now => Clock.GetUtcNow().UtcDateTime;
}
