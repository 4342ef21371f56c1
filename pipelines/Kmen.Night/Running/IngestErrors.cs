using Kmen.Ingest;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Night.Running;

/// <summary>Says what an ingest's outcome means for the rest of the night.</summary>
internal static class IngestErrors
{
    /// <summary>The failures, one error a source.</summary>
    internal static IEnumerable<KmenException> Of(IngestResult result, TargetLayout layout) =>
        from source in result.Sources
        where source.Failure is not null || source.FilesQuarantined > 0
        select source.Failure ?? new KmenException(
            $"{source.Source}: {source.FilesQuarantined:N0} of its files could not be taken.", new SourcePosition(layout.Shown(layout.OpsFile)),
            "`kmen query \"select path, message from ops.files where status = 'quarantined'\"` says why; put a whole file in its place and run again.");

    /// <summary>
    /// A source that is not there forbids to publish; a file that is quarantined leaves the source as it was, and the night goes on.
    /// Consents are stricter: a statement that could not be read may be a withdrawal.
    /// </summary>
    /// <returns>What forbids it, one text a source; empty where the night may go on.</returns>
    internal static IReadOnlyList<string> ForbidPublishing(IngestResult result, WorkspaceConfiguration workspace) =>
    [
        .. from source in result.Sources
           let isConsents = source.Source == workspace.Consents?.Source
           where source.Failure is not null || (isConsents && source.FilesQuarantined + source.FilesWaiting > 0)
           select source.Failure is not null
               ? $"{source.Source} could not be read"
               : $"{source.Source} has files that {(source.FilesWaiting > 0 ? "are not complete yet" : "could not be taken")}, and a consent in them may be a withdrawal",
    ];
}
