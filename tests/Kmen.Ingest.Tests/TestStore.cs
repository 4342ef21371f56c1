using System.Globalization;
using System.IO.Compression;
using System.Text;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Tests;

/// <summary>A throw-away workspace with a raw store.</summary>
internal sealed class TestStore : IDisposable
{
    static int count;

    readonly DuckDbWarehouse warehouse;
    int runs;

    public TestStore(params SourceConfiguration[] sources)
    {
        Root = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"kmen-ingest-{Environment.ProcessId}-{Interlocked.Increment(ref count)}"));
        Layout = new TargetLayout(Root, Path.Combine(Root, ".kmen"), Path.Combine(Root, "published"));
        Directory.CreateDirectory(Layout.StateFolder);
        Sources = [.. sources.Select(source => source with { Folder = Path.GetFullPath(source.Folder, Root) })];
        foreach (var source in Sources)
        {
            Directory.CreateDirectory(source.Folder);
        }

        warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 2, Memory = "1GB", TempFolder = Layout.TempFolder });
        warehouse.Attach(Ingestion.Catalog, Layout.RawFile);
        Session = warehouse.Open(Ingestion.Catalog);
    }

    public string Root { get; }

    public TargetLayout Layout { get; }

    public List<SourceConfiguration> Sources { get; }

    public IWarehouseSession Session { get; }

    public TestClock Clock { get; } = new();

    public RecordingReporter Reporter { get; private set; } = new();

    public static SourceColumn Column(string name, string type = "string", bool required = false, string? format = null, string? header = null) =>
        new(name, header ?? name, type, required, format, null);

    public static SourceConfiguration Csv(string name, params SourceColumn[] columns) => new()
    {
        Name = name,
        Position = new SourcePosition("kmen.yml", 3, 3),
        Folder = "incoming/" + name,
        Format = SourceFormat.Csv,
        Columns = columns,
    };

    public IngestResult Run(IReadOnlyList<string>? only = null, CancellationToken cancellation = default)
    {
        Reporter = new RecordingReporter();
        var workspace = new WorkspaceConfiguration
        {
            Root = Root,
            Name = "test",
            TimeZone = TimeZoneInfo.Utc,
            Sources = Sources,
            Purposes = new Dictionary<string, PurposeConfiguration>(),
            Channels = new Dictionary<string, ChannelConfiguration>(),
            Targets = new Dictionary<string, TargetConfiguration>(),
            Destinations = [],
        };
        var context = new RunContext(
            string.Create(CultureInfo.InvariantCulture, $"run-{++runs}"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), workspace, Layout, Reporter, Clock);
        return Ingestion.Run(context, warehouse, only, cancellation);
    }

    public string PathOf(string file, int source = 0) => Path.Combine(Sources[source].Folder, file);

    public void Write(string file, string text, int source = 0) => Write(file, Encoding.UTF8.GetBytes(text), source);

    public void Write(string file, byte[] bytes, int source = 0)
    {
        var path = PathOf(file, source);
        var before = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : (DateTime?)null;
        File.WriteAllBytes(path, file.EndsWith(".gz", StringComparison.Ordinal) && bytes is not [0x1F, ..] ? Gzip(bytes) : bytes);
        if (before is { } time)
        {
            // Two writes within one tick of the file system's clock would look like one.
            File.SetLastWriteTimeUtc(path, time.AddSeconds(1));
        }
    }

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    /// <summary>The rows of a query, values joined by a bar, null as a dash.</summary>
    public IReadOnlyList<string> Query(string sql) => Session.List(sql, row => string.Join('|', Enumerable.Range(0, row.FieldCount)
        .Select(i => row.IsDBNull(i) ? "-" : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture))));

    public string Status(string file) => Query($"select status from ops.files where path like '%' || {SqlText.Text(file)}").Single();

    public string Message(string file) => Query($"select message from ops.files where path like '%' || {SqlText.Text(file)}").Single();

    /// <summary>Checks the promise that every row is accounted for, from the tables alone.</summary>
    public void ShouldBalance()
    {
        foreach (var source in Sources)
        {
            Query(
                $"""
                select f.path from ops.files f
                left join (select _file_id as id, count(*) as n from raw.{SqlText.Name(source.Name)} group by 1) r on r.id = f.file_id
                left join (select file_id as id, count(distinct line_number) as n from ops.rejects group by 1) j on j.id = f.file_id
                where f.source = {SqlText.Text(source.Name)} and f.status <> 'withdrawn'
                and (f.rows_read <> f.rows_loaded + f.rows_rejected + f.rows_duplicate or f.rows_loaded <> coalesce(r.n, 0) or f.rows_rejected <> coalesce(j.n, 0))
                """).Should().BeEmpty(because: "rows read = loaded + rejected + duplicates, and the tables hold them");
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        warehouse.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
