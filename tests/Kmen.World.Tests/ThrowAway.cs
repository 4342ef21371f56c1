using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Kmen.World.Tests;

/// <summary>A world in a folder that goes away with the test.</summary>
internal sealed class ThrowAway : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("kmen-world-").FullName;

    public ThrowAway() => Folders = new WorldFolders(Path.Combine(root, "incoming"));

    public WorldFolders Folders { get; }

    public static WorldOptions Options(int persons = 1500, int days = 90) =>
        new() { Persons = persons, HistoryDays = days, End = new DateOnly(2025, 11, 20), Seed = "tests" };

    public string[] Files(string source) =>
        [.. Directory.GetFiles(Path.Combine(source is "identities" or "persons" ? Folders.Truth : Path.Combine(Folders.Exports, source)), source + "_*").Order(StringComparer.Ordinal)];

    /// <summary>The lines of all files of a source, without headers.</summary>
    public List<string> Lines(string source) => [.. Files(source).SelectMany(file => Read(file, source))];

    /// <summary>The fields of all rows of a source.</summary>
    public List<string[]> Rows(string source) => [.. Lines(source).Select(line => line.Split(source == "customers" ? ';' : ','))];

    /// <summary>A hash of every file's text, by its path below the root.</summary>
    public SortedDictionary<string, string> Hashes()
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            using Stream stream = Open(file);
            hashes[Path.GetRelativePath(root, file)] = Convert.ToHexString(SHA256.HashData(stream));
        }

        return hashes;
    }

    public static IEnumerable<string> Read(string file, string source)
    {
        using var reader = new StreamReader(Open(file), source == "customers" ? CodePagesEncodingProvider.Instance.GetEncoding(1250)! : Encoding.UTF8);
        if (source != "web_events")
        {
            reader.ReadLine();
        }

        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    static Stream Open(string file) =>
        file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
}
