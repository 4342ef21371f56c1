using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Kmen.Ingest.Loading;
using Kmen.Ingest.Planning;
using Kmen.Ingest.Scanning;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest;

/// <summary>The scanning side: finds files, hashes and scans them, ahead of the engine.</summary>
internal sealed class IntakeProducer(RunContext context, IWarehouseSession session, string folder, CancellationToken cancellation)
{
    const long ProgressStep = 1 << 20;

    int scanned;

    /// <summary>Handles all sources, and ends the queue whatever happens.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="queue">Receives files and ends of sources.</param>
    public void Produce(IReadOnlyList<SourceConfiguration> sources, BlockingCollection<IntakeItem> queue)
    {
        try
        {
            foreach (var source in sources)
            {
                Produce(source, queue);
            }
        }
        finally
        {
            queue.CompleteAdding();
        }
    }

    void Produce(SourceConfiguration source, BlockingCollection<IntakeItem> queue)
    {
        var known = new FileCatalogue(context, session, source.Name, cancellation).Read();
        var work = new SourceWork(source, context.Reporter.Start("ingest " + source.Name, "ingest"), known);
        KmenException? failure = null;
        try
        {
            CheckCharacters(source);
            var found = SourceFolder.List(source, context.Layout, context.Reporter.Warn);
            var progress = new IntakeProgress(work.Step, found.Where(file => !IsKnown(known, file)).Sum(file => Math.Max(0, file.Bytes)));
            var plan = new SourcePlan(source, known, Hash, file => Stage(source, file, progress));
            foreach (var file in plan.Files(found))
            {
                queue.Add(new IntakeItem(work, file), cancellation);
            }
        }
        catch (KmenException error)
        {
            failure = error;
        }

        queue.Add(new IntakeItem(work, null, failure), cancellation);
    }

    static void CheckCharacters(SourceConfiguration source)
    {
        if (source.Format == SourceFormat.Csv
            && (!char.IsAscii(source.Delimiter) || !char.IsAscii(source.Quote) || source.Delimiter == source.Quote || source.Delimiter is '\r' or '\n'))
        {
            throw KmenException.Usage(
                $"sources.{source.Name}: the delimiter and the quote must be two different ASCII characters, and no line ends.", source.Position,
                "Write the characters that the export uses, or export with others.");
        }
    }

    static bool IsKnown(IReadOnlyDictionary<string, KnownFile> known, FoundFile file) =>
        known.TryGetValue(file.Path, out var before) && before.Bytes == file.Bytes && before.ModifiedAt == file.ModifiedAt;

    string Hash(FoundFile file)
    {
        using var stream = new SourceStream(file.FullPath);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[1 << 17];
        int read;
        while ((read = stream.Read(block)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    StagedFile Stage(SourceConfiguration source, FoundFile file, IntakeProgress progress)
    {
        try
        {
            if (source.Format == SourceFormat.Parquet)
            {
                return Staging.Parquet(source, file.FullPath, session, cancellation);
            }

            var target = Path.Combine(folder, (++scanned).ToString(CultureInfo.InvariantCulture) + ".parquet");
            return Staging.Text(source, file.FullPath, target, progress.Report, cancellation);
        }
        finally
        {
            progress.EndFile(file.Bytes);
        }
    }

    sealed class IntakeProgress(Workspace.Reporting.IStepReporter step, long total)
    {
        long bytes;
        long rows;
        long current;
        long reported;

        public void Report(long position, long records)
        {
            current = records;
            if (position - reported >= ProgressStep || position < reported)
            {
                reported = position;
                step.Progress(total == 0 ? double.NaN : Math.Min(1, (bytes + position) / (double)total), rows + records);
            }
        }

        public void EndFile(long size)
        {
            bytes += Math.Max(0, size);
            rows += current;
            current = 0;
            reported = 0;
        }
    }
}
