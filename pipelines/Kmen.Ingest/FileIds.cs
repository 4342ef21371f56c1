namespace Kmen.Ingest;

/// <summary>Hands out file ids.</summary>
/// <param name="last">The highest id in use.</param>
internal sealed class FileIds(long last)
{
    /// <summary>The next id.</summary>
    public long Next() => ++last;
}
