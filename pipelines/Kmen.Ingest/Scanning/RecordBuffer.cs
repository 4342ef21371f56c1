using System.Buffers;

namespace Kmen.Ingest.Scanning;

/// <summary>The part of a text file that is being looked at, as UTF-8 without byte order mark. Grows up to the longest record that is allowed.</summary>
internal sealed class RecordBuffer : IDisposable
{
    /// <summary>A longer record puts the file into quarantine: it is no record but a missing quote or line end.</summary>
    public const int LongestRecord = 32 << 20;

    const int Initial = 1 << 18;

    readonly Stream content;
    readonly TextEncoding? encoding;
    readonly CancellationToken cancellation;
    readonly byte[]? encoded;
    byte[] bytes = ArrayPool<byte>.Shared.Rent(Initial);
    int start;
    int end;

    public RecordBuffer(Stream content, TextEncoding? encoding, CancellationToken cancellation)
    {
        this.content = content;
        this.encoding = encoding;
        this.cancellation = cancellation;
        encoded = encoding is null ? null : ArrayPool<byte>.Shared.Rent(Initial / TextEncoding.Growth);
    }

    /// <summary>What is read and not yet taken.</summary>
    public ReadOnlySpan<byte> Unread => bytes.AsSpan(start, end - start);

    /// <summary>Whether the file's own form says where it ends, so that a cut one is known.</summary>
    public bool ProvesItsEnd => content is VerifiedGzipStream or VerifiedZipStream;

    /// <summary>Whether <see cref="Unread"/> reaches to the end of the file.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Takes bytes off the front.</summary>
    /// <param name="count">How many.</param>
    public void Advance(int count) => start += count;

    /// <summary>Reads on behind <see cref="Unread"/>.</summary>
    /// <returns>Whether there is more than before; false at the end of the file, and where the longest record is reached.</returns>
    public bool Fill()
    {
        cancellation.ThrowIfCancellationRequested();
        if (AtEnd || !MakeRoom())
        {
            return false;
        }

        var before = end;
        while (end == before)
        {
            var read = encoded is null ? content.Read(bytes.AsSpan(end)) : ReadEncoded();
            if (read == 0)
            {
                AtEnd = true;
                return false;
            }

            end += read;
        }

        return true;
    }

    bool MakeRoom()
    {
        var least = Initial / 4;
        if (bytes.Length - end >= least)
        {
            return true;
        }

        var unread = end - start;
        if (unread >= LongestRecord)
        {
            return false;
        }

        var target = unread + least > bytes.Length / 2 ? ArrayPool<byte>.Shared.Rent(bytes.Length * 2) : bytes;
        bytes.AsSpan(start, unread).CopyTo(target);
        if (target != bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = target;
        }

        start = 0;
        end = unread;
        return true;
    }

    int ReadEncoded()
    {
        var most = Math.Min(encoded!.Length, (bytes.Length - end) / TextEncoding.Growth);
        var read = content.Read(encoded.AsSpan(0, most));
        return read == 0 ? 0 : encoding!.ToUtf8(encoded.AsSpan(0, read), bytes.AsSpan(end));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        if (encoded is not null)
        {
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }
}
