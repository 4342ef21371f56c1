using Kmen.Warehouse;

namespace Kmen.Activation;

/// <summary>The tables that activation keeps in the state database.</summary>
internal static class ActivationSchema
{
    internal static readonly IReadOnlyList<Migration> Migrations =
    [
        new Migration("activation", 1, """
            create schema if not exists activation;

            -- What each destination holds, as far as it told us: grain destination, audience, external_id.
            -- is_certain is false after a batch without a known outcome was given up: the member may be there or not.
            create table activation.acknowledged (
                destination varchar, audience varchar, external_id varchar, address_type varchar, address varchar, payload_hash varchar,
                purpose varchar, channel varchar, is_certain boolean, acknowledged_at timestamp, as_of timestamp, batch_id varchar
            );

            -- The send journal: grain batch_id. A batch owns row_count rows of activation.batch_rows from first_row on.
            create table activation.batches (
                batch_id varchar, destination varchar, audience varchar, purpose varchar, channel varchar, kind varchar, run_id varchar,
                as_of timestamp, sequence bigint, first_row bigint, row_count bigint, fields varchar, status varchar, attempts integer,
                parent_id varchar, response varchar, planned_at timestamp, sent_at timestamp, settled_at timestamp
            );

            -- Rows of batches that are not settled: grain destination, audience, row_number.
            create table activation.batch_rows (
                destination varchar, audience varchar, row_number bigint, operation varchar, external_id varchar, address_type varchar,
                address varchar, fields varchar, payload_hash varchar
            );

            -- Settled batches ever, and the newest as_of delivered: grain destination, audience.
            create table activation.progress (destination varchar, audience varchar, generation bigint, delivered_as_of timestamp);

            -- Rows that the destination refused: grain destination, audience, external_id.
            create table activation.rejected (
                destination varchar, audience varchar, external_id varchar, operation varchar, payload_hash varchar, reason varchar,
                times integer, first_rejected_at timestamp, last_rejected_at timestamp, last_as_of timestamp, batch_id varchar
            );

            create table activation.deliveries (
                destination varchar, audience varchar, external_id varchar, operation varchar, status varchar, attempt integer,
                sent_at timestamp, response varchar, batch_id varchar, run_id varchar, as_of timestamp
            );
            """),
    ];
}
