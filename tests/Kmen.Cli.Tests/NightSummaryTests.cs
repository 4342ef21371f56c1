using Kmen.Activation;
using Kmen.Cli.Nights;
using Kmen.Ingest;
using Kmen.Night.Running;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class NightSummaryTests
{
    [Theory]
    [InlineData(1, "1 file, 1 row", "crm/welcome: 1 upsert, 1 removal")]
    [InlineData(2, "2 files, 2 rows", "crm/welcome: 2 upserts, 2 removals")]
    public void Summary_OfOneAndOfTwo_CountsAsPeopleDo(int number, string loaded, string sent)
    {
        var layout = new TargetLayout("/w", "/w/.kmen", "/w/published");
        var counts = OperationCounts.None with { Planned = number, Acknowledged = number };
        var night = new NightResult
        {
            RunId = "000001-x", AsOf = new DateTime(2026, 1, 30, 23, 0, 0), Layout = layout, Errors = [], Warnings = [], Steps = [], Tests = [],
            Ingested = new IngestResult([new SourceResult { Source = "orders", FilesLoaded = number, RowsRead = number, RowsLoaded = number, Changed = true }]),
            Synced = new SyncResult([new PlanResult { Destination = "crm", Audience = "welcome", Upserts = counts, Removals = counts }]),
        };

        var summary = NightSummary.Of(night, TimeSpan.FromSeconds(2), WorkspaceReader.Read(Repository.Root), []);

        summary.Should().StartWith("\nDone: run 000001-x, as of 2026-01-31 (Europe/Prague), in 2.00s\n").And.Contain(loaded + "\n").And.Contain(sent + "\n");
    }
}
