using System.Collections.Concurrent;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest;

/// <summary>One ingest: a background thread scans files, the calling thread loads them.</summary>
internal sealed class IngestRun(RunContext context, IWarehouse warehouse, IWarehouseSession session)
{
    /// <summary>Scanned files that may wait for the engine; with the one in work on either side this bounds the temporary disk.</summary>
    const int MostWaiting = 2;

    readonly string folder = Path.Combine(context.Layout.TempFolder, "ingest");

    public IngestResult Load(IReadOnlyList<SourceConfiguration> sources, CancellationToken cancellation)
    {
        Empty();
        Directory.CreateDirectory(folder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var queue = new BlockingCollection<IntakeItem>(MostWaiting);
        using var scanSession = warehouse.Open(Ingestion.Catalog);
        var producer = new IntakeProducer(context, scanSession, folder, stop.Token);
        var scanning = Task.Factory.StartNew(
            () => producer.Produce(sources, queue), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var results = Consume(queue, stop.Token);
            scanning.GetAwaiter().GetResult();
            cancellation.ThrowIfCancellationRequested();
            return new IngestResult(results);
        }
        catch
        {
            stop.Cancel();
            ((IAsyncResult)scanning).AsyncWaitHandle.WaitOne();
            throw;
        }
        finally
        {
            if (!StatementLog.IsOn)
            {
                Empty();
            }
        }
    }

    List<SourceResult> Consume(BlockingCollection<IntakeItem> queue, CancellationToken cancellation)
    {
        var results = new List<SourceResult>();
        var ids = new FileIds(session.Scalar<long>("select coalesce(max(file_id), 0) from ops.files", null, cancellation));
        SourceIntake? intake = null;
        try
        {
            foreach (var item in queue.GetConsumingEnumerable(cancellation))
            {
                intake ??= new SourceIntake(context, session, item.Work, ids, cancellation);
                if (item.File is not null)
                {
                    intake.Take(item.File);
                    continue;
                }

                results.Add(intake.Finish(item.Failure));
                intake = null;
            }
        }
        finally
        {
            intake?.Abandon();
        }

        return results;
    }

    void Empty()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
