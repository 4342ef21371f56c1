using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kmen.Night.Publishing;

/// <summary>What <c>publication.json</c> says of a night.</summary>
/// <param name="RunId">The run that published it.</param>
/// <param name="AsOf">Its as-of, UTC.</param>
/// <param name="PublishedAt">Real time, UTC.</param>
/// <param name="Fingerprint">Hash of all that the night was made of; equal fingerprints mean equal tables.</param>
/// <param name="EngineVersion">Version of the engine that wrote the file.</param>
/// <param name="Tables">Rows of each published table.</param>
/// <param name="Files">The Parquet files by their path below the night's folder, each with a hash of the rows it holds, or the night that changed it; the next night links those that stay the same.</param>
public sealed record PublicationInfo(
    [property: JsonPropertyName("run_id")] string RunId,
    [property: JsonPropertyName("as_of")] DateTime AsOf,
    [property: JsonPropertyName("published_at")] DateTime PublishedAt,
    [property: JsonPropertyName("fingerprint")] string Fingerprint,
    [property: JsonPropertyName("engine_version")] string EngineVersion,
    [property: JsonPropertyName("tables")] IReadOnlyDictionary<string, long> Tables,
    [property: JsonPropertyName("files")] IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Rows times columns of all tables.</summary>
    [JsonPropertyName("cells")]
    public long Cells { get; init; }

    /// <summary>When the file was last written anew; null where that is not known.</summary>
    [JsonPropertyName("written_anew")]
    public WrittenAnew? WrittenAnew { get; init; }

    /// <summary>Whether its database takes so much more than its rows need that writing them anew is worth the time.</summary>
    /// <param name="database">The database.</param>
    internal bool IsWorn(string database) => WrittenAnew?.IsWorn(new FileInfo(database).Length, Cells) == true;

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static PublicationInfo? Read(string nightFolder)
    {
        var file = Path.Combine(nightFolder, "publication.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<PublicationInfo>(File.ReadAllBytes(file)) : null;
    }

    internal void Write(string nightFolder)
    {
        var file = Path.Combine(nightFolder, "publication.json");
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(this, Indented));
        Disk.Seal(file);
    }
}
