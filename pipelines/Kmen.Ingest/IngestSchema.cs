using Kmen.Warehouse;

namespace Kmen.Ingest;

/// <summary>The tables that the ingest keeps beside the raw ones.</summary>
internal static class IngestSchema
{
    /// <summary>Its steps.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("ingest", 1,
            """
            create schema if not exists raw;
            create schema if not exists staging;
            create schema if not exists ops;
            create table ops.files (
                file_id bigint, source varchar, path varchar, content_hash varchar, bytes bigint, modified_at timestamp,
                rows_read bigint, rows_loaded bigint, rows_rejected bigint, rows_duplicate bigint,
                status varchar, status_since timestamp, loaded_at timestamp, message varchar, run_id varchar, loaded_hash varchar, contract varchar
            );
            create table ops.rejects (file_id bigint, line_number bigint, column_name varchar, raw_value varchar, reason varchar);
            """),
    ];
}
