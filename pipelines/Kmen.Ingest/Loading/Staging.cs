using Kmen.Ingest.Scanning;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Loading;

/// <summary>Makes a file's rows readable by the engine.</summary>
internal static class Staging
{
    /// <summary>Scans a text file.</summary>
    /// <param name="source">Its contract.</param>
    /// <param name="file">Absolute path.</param>
    /// <param name="target">Absolute path of the intermediate file.</param>
    /// <param name="progress">Is told bytes read and records found.</param>
    /// <param name="cancellation">Ends the scan.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="UnfitFileException">The file cannot be loaded as it is.</exception>
    public static StagedFile Text(SourceConfiguration source, string file, string target, Action<long, long> progress, CancellationToken cancellation)
    {
        var report = TextFileScanner.Scan(source, file, target, progress, cancellation);
        var columns = source.Columns.Select(column => new StagedColumn(column, column.Name, "VARCHAR")).ToList();
        string[] temporary = report.RejectsFile is null ? [report.DataFile] : [report.DataFile, report.RejectsFile];
        return new StagedFile(
            report.Records, report.Malformed, EngineFile.Parquet(report.DataFile), IntermediateFile.Line, columns, report.RejectsFile, temporary,
            report.UnknownColumns);
    }

    /// <summary>Reads a Parquet file's metadata.</summary>
    /// <param name="source">Its contract.</param>
    /// <param name="file">Absolute path.</param>
    /// <param name="session">Reads the metadata.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="UnfitFileException">The file cannot be loaded as it is.</exception>
    public static StagedFile Parquet(SourceConfiguration source, string file, IWarehouseSession session, CancellationToken cancellation)
    {
        CheckMarks(file);
        try
        {
            var rows = session.Scalar<long>($"select sum(num_rows)::bigint from parquet_file_metadata({EngineFile.Literal(file)})", null, cancellation);
            var present = session.List(
                $"describe select * from {EngineFile.Parquet(file)}", row => (Name: row.GetString(0), Type: row.GetString(1)), null, cancellation);
            var unknown = new List<string>();
            var places = HeaderMatch.Places(source, [.. present.Select(column => column.Name)], unknown);
            var columns = source.Columns
                .Select((column, i) => places[i] < 0 ? new StagedColumn(column, null, "VARCHAR") : new StagedColumn(column, column.Header, present[places[i]].Type))
                .ToList();
            return new StagedFile(rows, 0, EngineFile.Parquet(file, ", file_row_number = true"), "file_row_number + 1", columns, null, [], unknown);
        }
        catch (WarehouseException error)
        {
            throw UnfitFileException.Quarantined($"The file cannot be read as Parquet: {error.Message}", error);
        }
    }

    static void CheckMarks(string file)
    {
        using var stream = new SourceStream(file);
        if (stream.Length == 0)
        {
            throw UnfitFileException.Waiting("The file is empty: it has 0 bytes.");
        }

        if (Mark(stream, 0) != "PAR1")
        {
            throw UnfitFileException.Quarantined("The file is not Parquet: it does not begin with PAR1.");
        }

        if (stream.Length < 12 || Mark(stream, stream.Length - 4) != "PAR1")
        {
            throw UnfitFileException.Waiting("The Parquet file is cut: it has no footer at its end.");
        }
    }

    static string Mark(SourceStream stream, long at)
    {
        Span<byte> mark = stackalloc byte[4];
        stream.Position = at;
        return stream.ReadAtLeast(mark, 4, throwOnEndOfStream: false) == 4 ? System.Text.Encoding.Latin1.GetString(mark) : "";
    }
}
