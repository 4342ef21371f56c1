namespace Kmen.Ingest.Scanning;

/// <summary>What the scan of one text file found. The counts are made without the engine.</summary>
/// <param name="Records">Records in the file, good and malformed, without the header.</param>
/// <param name="Malformed">Those that cannot be taken apart or decoded; they stand in <paramref name="RejectsFile"/>.</param>
/// <param name="DataFile">Parquet: line number and the contract's columns of every other record.</param>
/// <param name="RejectsFile">Parquet: line number, raw_value and reason; null where nothing is malformed.</param>
/// <param name="UnknownColumns">Columns of the file that the contract does not name.</param>
internal sealed record ScanReport(
    long Records, long Malformed, string DataFile, string? RejectsFile, IReadOnlyList<string> UnknownColumns)
{
    /// <summary>Takes the intermediate files away, unless the statements that read them are recorded.</summary>
    public void Discard()
    {
        if (Warehouse.StatementLog.IsOn)
        {
            return;
        }

        File.Delete(DataFile);
        if (RejectsFile is not null)
        {
            File.Delete(RejectsFile);
        }
    }
}
