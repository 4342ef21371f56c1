using System.IO.Compression;
using System.Text;

namespace Kmen.Night.Tests.Incremental;

/// <summary>The rows of a text export, byte for byte as they are but for what a test changes.</summary>
internal sealed class ExportLines
{
    readonly string path;
    readonly string ending;
    readonly string? header;
    readonly char delimiter;
    readonly List<string> columns;

    ExportLines(string path, string text)
    {
        this.path = path;
        ending = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        Rows = [.. text.Split(ending, StringSplitOptions.RemoveEmptyEntries)];
        if (path.Contains(".csv", StringComparison.Ordinal))
        {
            text.Should().NotContain("\"", because: "rows are split at their delimiters");
            header = Rows[0];
            Rows.RemoveAt(0);
        }

        delimiter = header?.Contains(';', StringComparison.Ordinal) == true ? ';' : ',';
        columns = [.. (header ?? "").Split(delimiter)];
    }

    internal List<string> Rows { get; }

    internal static ExportLines Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content, Encoding.Latin1);
        return new ExportLines(path, reader.ReadToEnd());
    }

    /// <summary>A new file with the header of another.</summary>
    internal ExportLines Beside(string other) => new(other, header + ending);

    internal string Value(int row, string column) => Rows[row].Split(delimiter)[Place(column)];

    internal void Set(int row, string column, string value)
    {
        var values = Rows[row].Split(delimiter);
        values[Place(column)] = value;
        Rows[row] = string.Join(delimiter, values);
    }

    internal int Find(string column, string value) => Enumerable.Range(0, Rows.Count).FirstOrDefault(row => Value(row, column) == value, -1);

    internal List<int> All(string column, string value) => [.. Enumerable.Range(0, Rows.Count).Where(row => Value(row, column) == value)];

    /// <summary>Takes rows out.</summary>
    internal List<string> Take(IEnumerable<int> rows)
    {
        var places = rows.OrderDescending().ToList();
        var taken = places.ConvertAll(place => Rows[place]);
        places.ForEach(Rows.RemoveAt);
        return taken;
    }

    internal void Write()
    {
        using var file = File.Create(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var writer = new StreamWriter(content, Encoding.Latin1);
        foreach (var line in header is null ? Rows : Rows.Prepend(header))
        {
            writer.Write(line);
            writer.Write(ending);
        }
    }

    int Place(string column) => columns.IndexOf(column) is >= 0 and var place ? place : throw new ArgumentException($"{path} has no column {column}.");
}
