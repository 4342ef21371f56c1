namespace Kmen.Ingest.Scanning;

/// <summary>
/// Hands the bytes of a compressed file to an inflater in pieces, and remembers the last piece: the inflater does not say where its stream ended,
/// but it never asks for more than it needs, so the end lies in the last piece. Near the end of the file a piece is one byte.
/// </summary>
internal sealed class MeteredInput(Stream file) : ForwardStream
{
    /// <summary>More than a gzip trailer, so that a cut in or before the last trailer is always placed exactly.</summary>
    const int SingleByteZone = 32;

    const int PieceSize = 8192;

    readonly long length = file.Length;
    long position;

    /// <summary>Offset of the last piece that was handed out.</summary>
    public long LastPiece { get; private set; }

    /// <summary>Whether more was asked for than the file holds.</summary>
    public bool Exhausted { get; private set; }

    public override long Length => length;

    /// <summary>Offset after the last piece; may be set to go on elsewhere.</summary>
    public override long Position
    {
        get => position;
        set
        {
            position = value;
            file.Position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var left = length - position;
        if (left <= 0)
        {
            Exhausted = true;
            return 0;
        }

        var piece = left <= SingleByteZone ? 1 : (int)Math.Min(Math.Min(buffer.Length, PieceSize), left - SingleByteZone);
        var read = file.Read(buffer[..piece]);
        if (read == 0)
        {
            Exhausted = true;
            return 0;
        }

        LastPiece = position;
        position += read;
        return read;
    }
}
