using Kmen.Ingest.Planning;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Ingest.Loading;

/// <summary><c>ops.files</c> of one source.</summary>
internal sealed class FileCatalogue(RunContext context, IWarehouseSession session, string source, CancellationToken cancellation)
{
    /// <summary>Reads what is known, by path.</summary>
    public IReadOnlyDictionary<string, KnownFile> Read() => session.List(
        """
        select file_id, path, content_hash, bytes, modified_at, status, status_since, message, loaded_hash, contract, rows_duplicate
        from ops.files where source = $1
        """,
        row => new KnownFile(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), DateTime.SpecifyKind(row.GetDateTime(4), DateTimeKind.Utc),
            Enum.Parse<FileStatus>(row.GetString(5), ignoreCase: true), DateTime.SpecifyKind(row.GetDateTime(6), DateTimeKind.Utc), row.Text(7),
            row.Text(8), row.GetString(9), row.GetInt64(10)),
        [source], cancellation).ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>Records a file that is loaded.</summary>
    /// <param name="fileId">Its id.</param>
    /// <param name="planned">The file.</param>
    /// <param name="contract">The contract's fingerprint.</param>
    /// <param name="rows">Where its records went.</param>
    public void Loaded(long fileId, PlannedFile planned, string contract, FileRows rows)
    {
        session.Execute("delete from ops.files where file_id = $1", [fileId], cancellation);
        session.Execute(
            $"""
            insert into ops.files (file_id, source, path, content_hash, bytes, modified_at, rows_read, rows_loaded, rows_rejected, rows_duplicate,
                status, status_since, loaded_at, message, run_id, loaded_hash, contract)
            values ($1, $2, $3, $4, $5, {SqlText.Timestamp(planned.File.ModifiedAt)}, $6, $7, $8, $9, 'loaded', {Now}, {Now}, null, $10, $4, $11)
            """,
            [fileId, source, planned.File.Path, planned.Hash, planned.File.Bytes, rows.Read, rows.Loaded, rows.Rejected, rows.Duplicate, context.RunId, contract],
            cancellation);
    }

    /// <summary>Records a file that is not loaded, and takes nothing from what it had loaded before.</summary>
    /// <param name="fileId">Its id.</param>
    /// <param name="planned">The file, its status and why.</param>
    /// <param name="contract">The contract's fingerprint.</param>
    public void SetAside(long fileId, PlannedFile planned, string contract)
    {
        var status = Name(planned.Status);
        var modified = SqlText.Timestamp(planned.File.ModifiedAt);
        if (planned.Known is null)
        {
            session.Execute(
                $"""
                insert into ops.files (file_id, source, path, content_hash, bytes, modified_at, rows_read, rows_loaded, rows_rejected, rows_duplicate,
                    status, status_since, message, run_id, contract)
                values ($1, $2, $3, $4, $5, {modified}, 0, 0, 0, 0, $6, {Now}, $7, $8, $9)
                """,
                [fileId, source, planned.File.Path, planned.Hash, planned.File.Bytes, status, planned.Message, context.RunId, contract], cancellation);
            return;
        }

        session.Execute(
            $"""
            update ops.files set content_hash = $2, bytes = $3, modified_at = {modified}, message = $5, run_id = $6, contract = $7,
                status_since = case when status = $4 then status_since else {Now} end, status = $4
            where file_id = $1
            """,
            [fileId, planned.Hash, planned.File.Bytes, status, planned.Message, context.RunId, contract], cancellation);
    }

    /// <summary>Takes the rows of a file out of the books.</summary>
    /// <param name="fileId">Its id.</param>
    public void Unload(long fileId) => session.Execute(
        "update ops.files set loaded_hash = null, rows_read = 0, rows_loaded = 0, rows_rejected = 0, rows_duplicate = 0 where file_id = $1", [fileId], cancellation);

    /// <summary>Records that a dump has taken the place of all others.</summary>
    /// <param name="fileId">The dump that stays.</param>
    /// <param name="path">Its path.</param>
    public void Withdraw(long fileId, string path) => session.Execute(
        $"""
        update ops.files set status = 'withdrawn', status_since = {Now}, loaded_hash = null, message = $3, run_id = $4
        where source = $1 and file_id <> $2 and loaded_hash is not null
        """,
        [source, fileId, $"Replaced by the newer dump {path}.", context.RunId], cancellation);

    string Now => SqlText.Timestamp(context.Now);

    static string Name(FileStatus status) => status switch
    {
        FileStatus.Loaded => "loaded",
        FileStatus.Waiting => "waiting",
        FileStatus.Quarantined => "quarantined",
        FileStatus.Skipped => "skipped",
        _ => "withdrawn",
    };
}
