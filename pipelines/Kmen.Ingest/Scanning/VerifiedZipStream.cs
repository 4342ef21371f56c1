using System.IO.Compression;

namespace Kmen.Ingest.Scanning;

/// <summary>
/// Unpacks the one file of a ZIP archive, and proves that it is whole: its length and its checksum are those of the archive's directory, which the platform's own stream
/// does not compare.
/// </summary>
internal sealed class VerifiedZipStream : ForwardStream
{
    readonly ZipArchive archive;
    readonly ZipArchiveEntry entry;
    readonly Stream content;
    Crc32 checksum;
    long length;

    /// <param name="file">The archive, seekable, at its start; not disposed.</param>
    /// <exception cref="UnfitFileException">Waiting: the archive has no directory, so it is cut. Quarantined: it holds no file or more than one.</exception>
    public VerifiedZipStream(Stream file)
    {
        try
        {
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var files = archive.Entries.Where(it => it.Name.Length > 0).ToList();
            entry = files.Count == 1 ? files[0] : throw UnfitFileException.Quarantined($"The archive holds {files.Count} files. Send one file an archive.");
            content = entry.Open();
        }
        catch (InvalidDataException error)
        {
            throw UnfitFileException.Waiting($"The archive cannot be opened, so it is cut or no ZIP: {error.Message}");
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = content.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw UnfitFileException.Quarantined("The archive is damaged. Send it again.", error);
        }

        checksum.Append(buffer[..read]);
        length += read;
        if (read == 0 && buffer.Length > 0 && (checksum.Value != entry.Crc32 || length != entry.Length))
        {
            throw UnfitFileException.Quarantined("The archive is damaged: the checksum or the length of its file is wrong. Send it again.");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            archive.Dispose();
        }

        base.Dispose(disposing);
    }
}
