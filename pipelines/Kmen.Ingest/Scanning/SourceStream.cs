namespace Kmen.Ingest.Scanning;

/// <summary>Reads an export, says how far it is, and turns errors of reading into reasons to set the file aside.</summary>
internal sealed class SourceStream : Stream
{
    readonly FileStream file;

    public SourceStream(string path)
    {
        file = Guarded(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan));
    }

    /// <summary>Is told the position after every read; null: nobody.</summary>
    public Action<long>? Progress { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = file.Read(buffer);
            Progress?.Invoke(file.Position);
            return read;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(error);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Runs something that reads a file.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="read">What reads.</param>
    /// <exception cref="UnfitFileException">The file cannot be read.</exception>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(error);
        }
    }

    static UnfitFileException Unreadable(Exception error) => UnfitFileException.Quarantined(
        error is UnauthorizedAccessException
            ? "The file cannot be read: permission is denied. Let the user who runs kmen read it."
            : $"The file cannot be read: {error.Message}", error);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
