namespace Kmen.Ingest.Loading;

/// <summary>A file's rows, ready to be read by the engine.</summary>
/// <param name="Records">Records in the file, counted without reading its rows through the engine.</param>
/// <param name="Malformed">Those of them that could not be taken apart; they stand in <paramref name="RejectsFile"/>.</param>
/// <param name="RowsSql">The table function that gives the rest.</param>
/// <param name="LineSql">The line or row number in the source file, from 1.</param>
/// <param name="Columns">The contract's columns as they lie in <paramref name="RowsSql"/>.</param>
/// <param name="RejectsFile">Absolute path, or null.</param>
/// <param name="TemporaryFiles">Taken away when the file is done with.</param>
/// <param name="UnknownColumns">Columns of the file that the contract does not name.</param>
internal sealed record StagedFile(
    long Records, long Malformed, string RowsSql, string LineSql, IReadOnlyList<StagedColumn> Columns, string? RejectsFile,
    IReadOnlyList<string> TemporaryFiles, IReadOnlyList<string> UnknownColumns)
{
    /// <summary>Takes the temporary files away, unless the statements that read them are recorded.</summary>
    public void Discard()
    {
        foreach (var file in Warehouse.StatementLog.IsOn ? [] : TemporaryFiles)
        {
            File.Delete(file);
        }
    }
}
