using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Kmen.Activation.Journal;

namespace Kmen.Activation.Transport;

/// <summary>
/// Writes each batch as a CSV file with a manifest beside it. The name follows from the batch, so that a repeat finds the file and does nothing;
/// no file is ever written over. The manifest appears last: a CSV file with a manifest is whole.
/// </summary>
internal sealed class FolderTransport(string folder, TimeZoneInfo zone) : ITransport
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <inheritdoc/>
    public bool? HasArrived(JournalBatch batch) => File.Exists(Manifest(Data(batch)));

    /// <inheritdoc/>
    public Task<TransportAnswer> Send(JournalBatch batch, IReadOnlyList<JournalRow> rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(Write(batch, rows));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<TransportAnswer>(new TransportAnswer.Refused($"The folder cannot be written: {e.Message}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held open between batches.
    }

    TransportAnswer Write(JournalBatch batch, IReadOnlyList<JournalRow> rows)
    {
        Directory.CreateDirectory(folder);
        var path = Data(batch);
        var csv = CsvText.Write(batch, rows);
        if (!File.Exists(path))
        {
            Place(path, csv);
        }
        else if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(csv))
        {
            return new TransportAnswer.Refused($"{Path.GetFileName(path)} is there already with other content; no file is written over");
        }

        if (!File.Exists(Manifest(path)))
        {
            Place(Manifest(path), JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    rows = rows.Count,
                    sha256 = Convert.ToHexStringLower(SHA256.HashData(csv)),
                    columns = CsvText.Columns(batch),
                    run = batch.RunId,
                    as_of = WebhookBody.Time(batch.AsOf),
                    batch_id = batch.Id,
                    destination = batch.Destination,
                    audience = batch.Audience,
                },
                Indented));
        }

        return new TransportAnswer.Accepted(Path.GetFileName(path), BatchOutcome.NoRejections);
    }

    void Place(string path, byte[] content)
    {
        var part = path + ".part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(content);
            Moment.Reached("sync.before-fsync");
            stream.Flush(flushToDisk: true);
            Moment.Reached("sync.after-fsync");
        }

        Moment.Reached("sync.before-rename");
        File.Move(part, path, overwrite: false);
        FolderSync.Flush(folder);
        Moment.Reached("sync.after-rename");
    }

    /// <summary>Names sort in the order in which the files are to be read.</summary>
    string Data(JournalBatch batch)
    {
        var day = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(batch.AsOf, DateTimeKind.Utc), zone);
        return Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture, $"{batch.Audience}_{batch.Sequence:D8}_{day:yyyy-MM-dd}_{batch.Id}.csv"));
    }

    static string Manifest(string path) => Path.ChangeExtension(path, ".manifest.json");
}
