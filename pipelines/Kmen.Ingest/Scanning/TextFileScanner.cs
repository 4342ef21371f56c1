using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Scanning;

/// <summary>Reads a text file once, with bounded memory, and makes of it what the engine loads.</summary>
internal static class TextFileScanner
{
    /// <summary>Scans a file.</summary>
    /// <param name="source">Its contract.</param>
    /// <param name="file">Absolute path.</param>
    /// <param name="target">Absolute path of the intermediate file.</param>
    /// <param name="progress">Is told the bytes of the file that are read so far, and the records.</param>
    /// <param name="cancellation">Ends the scan.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="UnfitFileException">The file cannot be loaded as it is.</exception>
    public static ScanReport Scan(SourceConfiguration source, string file, string target, Action<long, long> progress, CancellationToken cancellation)
    {
        var headers = source.Columns.Select(column => column.Name).ToList();
        ScanOutput? output = null;
        try
        {
            using var raw = new SourceStream(file);
            using Stream content = Unpacked(file, raw);
            Failpoint.Reached("ingest.before-temp-write");
            output = new ScanOutput(target, headers);
            raw.Progress = position => progress(position, output.Records);
            using var buffer = new RecordBuffer(content, TextEncoding.Of(source.Encoding), cancellation);
            RecordScanner scanner = source.Format switch
            {
                SourceFormat.Csv => new CsvScanner(source, buffer, output),
                SourceFormat.Json => new JsonArrayScanner(source, buffer, output),
                _ => new NdjsonScanner(source, buffer, output),
            };
            scanner.Run();
            var report = output.Complete();
            output.Dispose();
            Failpoint.Reached("ingest.after-temp-write");
            return report;
        }
        catch
        {
            output?.Dispose();
            File.Delete(target);
            File.Delete(target + ".rejects");
            throw;
        }
    }

    static Stream Unpacked(string file, SourceStream raw) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".GZ" => new VerifiedGzipStream(raw),
        ".ZIP" => new VerifiedZipStream(raw),
        _ => raw,
    };
}
