using Kmen.Ingest.Planning;
using Kmen.Workspace;

namespace Kmen.Ingest;

/// <summary>What the scanning thread hands to the loading one: a file, or the end of a source.</summary>
/// <param name="Work">The source.</param>
/// <param name="File">The file; null at the end of the source.</param>
/// <param name="Failure">At the end: why the source could not be read at all, or null.</param>
internal sealed record IntakeItem(SourceWork Work, PlannedFile? File, KmenException? Failure = null);
