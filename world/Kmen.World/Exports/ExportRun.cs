using System.Runtime.ExceptionServices;
using Kmen.World.Mess;
using Kmen.World.Reactions;

namespace Kmen.World.Exports;

/// <summary>
/// Makes the files of some days. Threads take chunks of persons; each waits for its turn to append, so files are in the order of persons on any
/// number of threads, and memory holds one chunk a thread.
/// </summary>
internal sealed class ExportRun
{
    const int Chunk = 2048;
    readonly WorldOptions options;
    readonly WorldFolders folders;
    readonly IProgress<WorldProgress>? progress;
    readonly CancellationToken cancellation;
    readonly bool isHistory;
    readonly Blueprint world;
    readonly DateOnly from;
    readonly DateOnly end;
    readonly int firstDay;
    readonly int[] fileOfDay;
    readonly DateOnly[] fileDates;
    readonly int chunks;
    readonly FileFaults faults;
    readonly object turn = new();
    readonly ExportFile[][] files = new ExportFile[SourceFormat.All.Length][];
    int nextChunk = -1;
    int nextTurn;
    Exception? failure;

    public ExportRun(
        WorldOptions options, WorldFolders folders, DateOnly from, DateOnly end, bool isHistory, IProgress<WorldProgress>? progress, CancellationToken cancellation)
    {
        this.options = options;
        this.folders = folders;
        this.progress = progress;
        this.cancellation = cancellation;
        this.isHistory = isHistory;
        this.from = from;
        this.end = end;
        world = new Blueprint(options, end);
        faults = new FileFaults(options.Mess, world.Seed, folders, end, isHistory);
        firstDay = world.Calendar.Day(from);
        (fileOfDay, fileDates) = Months();
        if (!isHistory)
        {
            Receive();
        }

        chunks = (world.PersonsAtEnd + Chunk - 1) / Chunk;
    }

    // What reached the channels until now reaches people on this day.
    void Receive()
    {
        DateOnly before = end.AddDays(-1);
        InboxState state = InboxState.Read(folders, before);
        Messages earlier = InboxState.ReadMessages(folders, before);
        IReadOnlyList<Message> today = new Inbox(world, folders, state, firstDay).Read(earlier);
        state.Write(folders, end, today);
        world.Receive(earlier.With(today));
    }

    public WorldSummary Make()
    {
        string products = ProductsFile.Aside(folders, end);
        try
        {
            // First, because it fails where the engine is not installed.
            ProductsFile.Write(world, products, cancellation);
            Open();
            SurroundingsFiles.Write(world, firstDay, isHistory, source => files[(int)source][0]);
            WriteAll();
            TellFaults();
            Finish();
            return Reveal(products);
        }
        finally
        {
            File.Delete(products);
            foreach (ExportFile file in files.Where(all => all is not null).SelectMany(all => all))
            {
                file?.Dispose();
            }
        }
    }

    void TellFaults()
    {
        var page = new Page();
        faults.Tell(page);
        page.Segment.Fill(page.Text.Written, false);
        files[(int)Source.Faults][0].Append(page.Segment, page.Rows);
    }

    // A month's file is named by the last day exported into it: the first of the next month, or the end.
    (int[] FileOfDay, DateOnly[] Dates) Months()
    {
        var dates = new List<DateOnly>();
        var numbers = new int[end.DayNumber - from.DayNumber];
        for (int i = 0; i < numbers.Length; i++)
        {
            DateOnly day = from.AddDays(i);
            DateOnly next = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
            DateOnly date = next < end ? next : end;
            if (dates.Count == 0 || dates[^1] != date)
            {
                dates.Add(date);
            }

            numbers[i] = dates.Count - 1;
        }

        return (numbers, [.. dates]);
    }

    void Open()
    {
        for (int source = 0; source < files.Length; source++)
        {
            SourceFormat format = SourceFormat.All[source];
            DateOnly[] dates = format.Cut == FileCut.ByMonth ? fileDates : format.Cut == FileCut.ByRun || isHistory ? [end] : [];
            string folder = format.IsTruth ? folders.Truth : Path.Combine(folders.Exports, format.Folder);
            files[source] = new ExportFile[dates.Length];
            for (int i = 0; i < dates.Length; i++)
            {
                string path = Path.Combine(folder, $"{format.Folder}_{dates[i]:yyyy-MM-dd}.{format.Extension}");
                files[source][i] = new ExportFile(path, format.Shape, faults.Header((Source)source, format.Header, dates[i]));
            }
        }
    }

    void WriteAll()
    {
        int count = Math.Min(options.ThreadCount, chunks);
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(Work) { Name = $"world {number}", IsBackground = true })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    void Work()
    {
        try
        {
            var writing = new Writing(world, firstDay, fileOfDay, new Pages(world.Seed, options.Mess, fileDates, end), isHistory);
            for (int chunk = Interlocked.Increment(ref nextChunk); chunk < chunks; chunk = Interlocked.Increment(ref nextChunk))
            {
                Fill(writing, chunk);
                if (!Append(writing, chunk))
                {
                    return;
                }
            }
        }
        catch (Exception error)
        {
            // It is thrown again on the thread that waits for this one.
            lock (turn)
            {
                failure ??= error;
                Monitor.PulseAll(turn);
            }
        }
    }

    void Fill(Writing writing, int chunk)
    {
        writing.Clear();
        int last = Math.Min((chunk + 1) * Chunk, world.PersonsAtEnd);
        for (int person = chunk * Chunk; person < last; person++)
        {
            if ((person & 127) == 0 && (cancellation.IsCancellationRequested || Volatile.Read(ref failure) is not null))
            {
                return;
            }

            writing.Write(person);
        }

        for (int source = 0; source < files.Length; source++)
        {
            foreach (Page page in writing.Pages[source])
            {
                page.EndRow();
                page.Segment.Fill(page.Text.Written, SourceFormat.All[source].IsCompressed);
            }
        }
    }

    // False where the work is given up.
    bool Append(Writing writing, int chunk)
    {
        lock (turn)
        {
            while (nextTurn != chunk && failure is null && !cancellation.IsCancellationRequested)
            {
                Monitor.Wait(turn, 1000);
            }

            if (failure is not null || cancellation.IsCancellationRequested)
            {
                Monitor.PulseAll(turn);
                return false;
            }

            for (int source = 0; source < files.Length; source++)
            {
                for (int i = 0; i < files[source].Length; i++)
                {
                    Page page = writing.Pages[source][i];
                    files[source][i].Append(page.Segment, page.Rows);
                }
            }

            nextTurn++;
            Tell();
            Monitor.PulseAll(turn);
            return true;
        }
    }

    void Tell()
    {
        if (progress is null || (nextTurn < chunks && nextTurn % Math.Max(1, chunks / 100) != 0))
        {
            return;
        }

        for (int source = 0; source < files.Length; source++)
        {
            progress.Report(new WorldProgress(SourceFormat.All[source].Folder, files[source].Sum(file => file.Rows), (double)nextTurn / chunks));
        }
    }

    void Finish()
    {
        // Making Parquet is most of it; the largest files first, on a thread each.
        Parallel.ForEach(
            files.SelectMany(all => all).OrderByDescending(file => file.Rows),
            new ParallelOptions { MaxDegreeOfParallelism = options.ThreadCount, CancellationToken = cancellation },
            () => new Lazy<ParquetFile>(),
            (file, _, tables) =>
            {
                file.Finish(tables);
                return tables;
            },
            tables =>
            {
                if (tables.IsValueCreated)
                {
                    tables.Value.Dispose();
                }
            });
    }

    WorldSummary Reveal(string products)
    {
        foreach (ExportFile file in files.SelectMany(all => all))
        {
            file.Reveal();
        }

        faults.Make();
        long productBytes = new FileInfo(products).Length;
        ProductsFile.Reveal(products);
        var sources = SourceFormat.All.Zip(files).Where(made => made.Second.Length > 0)
            .Select(made => new WorldSource(made.First.Folder, made.Second.Length, made.Second.Sum(file => file.Rows), made.Second.Sum(file => file.Bytes)))
            .ToList();
        int rows = ProductsFile.Count(world);
        sources.Insert((int)Source.WebEvents, new WorldSource("products", 1, rows, productBytes));
        progress?.Report(new WorldProgress("products", rows, 1));
        return new WorldSummary(end, sources);
    }
}
