using Kmen.Ingest.Planning;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Reporting;

namespace Kmen.Ingest;

/// <summary>A source that is being ingested.</summary>
/// <param name="Source">The contract.</param>
/// <param name="Step">Its running step; ended and disposed by the loading thread.</param>
/// <param name="Known">What <c>ops.files</c> knew of it at the start, by path.</param>
internal sealed record SourceWork(SourceConfiguration Source, IStepReporter Step, IReadOnlyDictionary<string, KnownFile> Known);
