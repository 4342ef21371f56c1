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
        [.. Directory.GetFiles(IsTruth(source) ? Folders.Truth : Path.Combine(Folders.Exports, source), source + "_*").Order(StringComparer.Ordinal)];

    /// <summary>The rows of all files of a source, without headers; tables as if they were CSV.</summary>
    public List<string> Lines(string source)
    {
        string[] files = Files(source);
        return files[0].EndsWith(".parquet", StringComparison.Ordinal)
            ? Engine.Lines($"select * from read_parquet('{Path.GetDirectoryName(files[0])}/{source}_*.parquet') order by all")
            : [.. files.SelectMany(file => Read(file, source))];
    }

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
        bool isSingle = file.EndsWith(".json", StringComparison.Ordinal);
        bool isEncoded = source is "customers" or "weather" or "shop_receipts" or "loyalty_cards";
        using var reader = new StreamReader(Open(file), isEncoded ? CodePagesEncodingProvider.Instance.GetEncoding(1250)! : Encoding.UTF8);
        if (file.Contains(".csv", StringComparison.Ordinal) || isSingle)
        {
            reader.ReadLine();
        }

        while (reader.ReadLine() is { } line)
        {
            if (!isSingle)
            {
                yield return line;
            }
            else if (line is not ("]" or ""))
            {
                yield return line.TrimEnd(',');
            }
        }
    }

    static bool IsTruth(string source) => source is "identities" or "persons" or "households" or "traits" or "patterns" or "churn" or "next_purchases" or "effects" or "best_policy" or "messages" or "faults";

    public void Dispose() => Directory.Delete(root, recursive: true);

    static Stream Open(string file) => Path.GetExtension(file) switch
    {
        ".gz" => new GZipStream(File.OpenRead(file), CompressionMode.Decompress),
        ".zip" => new ZipArchive(File.OpenRead(file)).Entries.Single().Open(),
        _ => File.OpenRead(file),
    };
}
