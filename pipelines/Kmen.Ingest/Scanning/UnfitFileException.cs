namespace Kmen.Ingest.Scanning;

/// <summary>A file cannot be loaded as it is. Caught for each file: others go on.</summary>
/// <param name="isIncomplete">True: it seems to be still on its way and waits; false: it goes into quarantine.</param>
/// <param name="message">Why, and what to do about it; free of personal data.</param>
/// <param name="inner">The cause, or null.</param>
internal sealed class UnfitFileException(bool isIncomplete, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the file waits to be completed.</summary>
    public bool IsIncomplete { get; } = isIncomplete;

    public static UnfitFileException Waiting(string message) => new(true, message);

    public static UnfitFileException Quarantined(string message, Exception? inner = null) => new(false, message, inner);
}
