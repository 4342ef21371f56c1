using Kmen.Ingest.Planning;
using Kmen.Ingest.Scanning;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Loading;

/// <summary>Loads staged files of one source, each in a transaction of its own that is committed only when every record is accounted for.</summary>
internal sealed class FileLoader(
    SourceConfiguration source, FileCatalogue catalogue, IWarehouseSession session, CancellationToken cancellation)
{
    readonly string table = RawTable.Name(source);
    readonly string contract = Contract.Fingerprint(source);
    readonly DuplicateKeys? duplicates = source.Duplicates == DuplicateMode.Skip ? new DuplicateKeys(source, session, cancellation) : null;

    /// <summary>Loads a file in the place of what it had loaded before; a dump in the place of all dumps.</summary>
    /// <param name="fileId">Its id.</param>
    /// <param name="planned">The file.</param>
    /// <param name="later">Ids of loaded files that come behind it in order.</param>
    /// <returns>Where its records went.</returns>
    /// <exception cref="UnfitFileException">The engine cannot read it, or its records do not add up; nothing has changed.</exception>
    public FileRows Load(long fileId, PlannedFile planned, IReadOnlyList<long> later)
    {
        var rows = FileRows.None;
        try
        {
            session.InTransaction(() =>
            {
                Clear(fileId, planned);
                rows = Insert(fileId, planned.Staged!, later);
                catalogue.Loaded(fileId, planned, contract, rows);
                Failpoint.Reached("ingest.before-commit");
            });
        }
        catch (WarehouseException error) when (source.Format == SourceFormat.Parquet)
        {
            throw UnfitFileException.Quarantined($"The file cannot be read as Parquet: {error.Message}", error);
        }

        Failpoint.Reached("ingest.after-commit");
        return rows;
    }

    /// <summary>Records a file that is not loaded. Its earlier rows go only where its content is now that of another file.</summary>
    /// <param name="fileId">Its id.</param>
    /// <param name="planned">The file, its status and why.</param>
    public void SetAside(long fileId, PlannedFile planned)
    {
        session.InTransaction(() =>
        {
            if (planned is { Status: FileStatus.Skipped, Known.LoadedHash: not null })
            {
                session.Execute($"delete from {table} where {RawTable.FileId} = $1", [fileId], cancellation);
                session.Execute("delete from ops.rejects where file_id = $1", [fileId], cancellation);
                catalogue.Unload(fileId);
            }

            catalogue.SetAside(fileId, planned, contract);
            Failpoint.Reached("ingest.before-commit");
        });
        Failpoint.Reached("ingest.after-commit");
    }

    void Clear(long fileId, PlannedFile planned)
    {
        if (planned.Known is not null)
        {
            session.Execute("delete from ops.rejects where file_id = $1", [fileId], cancellation);
        }

        if (source.Load == LoadMode.Full)
        {
            session.Execute($"delete from {table}", null, cancellation);
            catalogue.Withdraw(fileId, planned.File.Path);
        }
        else if (planned.Known?.LoadedHash is not null)
        {
            session.Execute($"delete from {table} where {RawTable.FileId} = $1", [fileId], cancellation);
        }
    }

    FileRows Insert(long fileId, StagedFile staged, IReadOnlyList<long> later)
    {
        var sql = new StagedSql(source, staged);
        var skipped = duplicates?.Find(sql, later) ?? 0;
        var isNew = skipped > 0 ? $" and line not in (select line from {DuplicateKeys.Skipped})" : "";
        var inserted = session.Execute(
            $"insert into {table} ({sql.Names}, {RawTable.FileId}, {RawTable.LineNumber}) select {sql.Values}, {fileId}, line from ({sql.Rows}) where {sql.IsRight}{isNew}",
            null, cancellation);
        if (staged.RejectsFile is { } file)
        {
            session.Execute(
                $"insert into ops.rejects select {fileId}, {IntermediateFile.Line}, null, raw_value, reason from {EngineFile.Parquet(file)}", null, cancellation);
        }

        if (inserted + skipped + staged.Malformed != staged.Records && sql.Rejects is { } rejects)
        {
            session.Execute($"insert into ops.rejects select {fileId}, line, column_name, left(raw_value, {ScanOutput.LongestRawValue}), reason from ({rejects})",
                null, cancellation);
        }

        var rows = Count(fileId, staged, skipped);
        if (!rows.Balances)
        {
            throw UnfitFileException.Quarantined(
                $"Its records do not add up: {rows.Read} read, but {rows.Loaded} loaded, {rows.Rejected} rejected and {rows.Duplicate} duplicate. Please report this.");
        }

        return rows;
    }

    FileRows Count(long fileId, StagedFile staged, long skipped)
    {
        using var reader = session.Read(
            $"select (select count(*) from {table} where {RawTable.FileId} = $1), (select count(distinct line_number) from ops.rejects where file_id = $1)",
            [fileId], cancellation);
        reader.Read();
        return new FileRows(staged.Records, reader.GetInt64(0), reader.GetInt64(1), skipped);
    }
}
