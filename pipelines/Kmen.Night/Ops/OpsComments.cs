using Kmen.Warehouse;

namespace Kmen.Night.Ops;

/// <summary>What the tables of ops and activation hold, which are copied into publications and into ops.duckdb after every run.</summary>
internal static class OpsComments
{
    internal static TableComment Runs { get; } = new(
        "ops.runs", "One row a run.",
        [
            ("run_id", "The run: its number and its as-of."),
            ("sequence", "Its number, in the order of starts."),
            ("as_of", "What it might know: everything before this moment, UTC."),
            ("trigger", "Who asked for it: manual, schedule, catch-up or demo."),
            ("target", "Its target in kmen.yml."),
            ("status", "running, succeeded, failed or interrupted."),
            ("started_at", "When it began, UTC."),
            ("finished_at", "When it ended, UTC; null while it goes on."),
            ("message", "What failed first; null where nothing did."),
        ]);

    internal static TableComment Steps { get; } = new(
        "ops.steps", "One row a run and step.",
        [
            ("run_id", "The run."),
            ("sequence", "Order of the ends of steps in the run."),
            ("step", "Name of the step, such as a table."),
            ("kind", "What it does: ingest, table, test, audience, publish, sync and so on."),
            ("status", "succeeded, unchanged, skipped or failed."),
            ("started_at", "When it began, UTC."),
            ("duration_ms", "How long it took, in milliseconds."),
            ("rows_affected", "Rows that it made, loaded or sent."),
            ("message", "What there is to say; null where nothing is."),
        ]);

    internal static TableComment Tests { get; } = new(
        "ops.tests", "One row a run and test.",
        [
            ("run_id", "The run."),
            ("model", "The table or check that was tested."),
            ("test", "Kind of the test."),
            ("column_name", "The column that was tested; null for whole rows."),
            ("status", "passed, warned, failed or error."),
            ("failing_rows", "Rows that break it."),
            ("message", "What the engine said; null where it said nothing."),
        ]);

    internal static TableComment TableRows { get; } = new(
        "ops.table_rows", "One row a published night and table: how many rows it had. The last 400 nights are kept.",
        [
            ("run_id", "The run that published the night."),
            ("as_of", "What it might know: everything before this moment, UTC."),
            ("table_name", "Schema, dot, name."),
            ("rows", "Rows of the table."),
        ]);

    internal static TableComment Files { get; } = new(
        "ops.files", "One row a file of a source.",
        [
            ("file_id", "Number of the file; raw tables have it in _file_id."),
            ("source", "The source."),
            ("path", "Where it lies."),
            ("content_hash", "Hash of its content."),
            ("bytes", "Its size."),
            ("modified_at", "When it was last changed, UTC."),
            ("rows_read", "Its records; the sum of the next three."),
            ("rows_loaded", "Rows that were loaded."),
            ("rows_rejected", "Rows that break the contract, see ops.rejects."),
            ("rows_duplicate", "Rows left out because their key was there already."),
            ("status", "loaded, waiting, quarantined, skipped or withdrawn."),
            ("status_since", "Since when, UTC."),
            ("loaded_at", "When it was loaded, UTC; null where it never was."),
            ("message", "Why it has this status; null where there is nothing to say."),
            ("run_id", "The run that gave it this status."),
            ("loaded_hash", "Hash of the content that stands in the raw table; null where none does."),
            ("contract", "Identifies the contract of the source that it was held to."),
        ]);

    internal static TableComment Rejects { get; } = new(
        "ops.rejects", "One row a rejected row of a file and reason.",
        [
            ("file_id", "The file: join ops.files for its path."),
            ("line_number", "Line in the file."),
            ("column_name", "The column that breaks the contract; null where the whole row does."),
            ("raw_value", "What stands there."),
            ("reason", "What is wrong with it."),
        ]);

    internal static TableComment Deliveries { get; } = new(
        "activation.deliveries", "One row an attempt to change a member at a destination.",
        [
            ("destination", "The destination in kmen.yml."),
            ("audience", "The audience."),
            ("external_id", "The person_id, as text."),
            ("operation", "upsert or remove."),
            ("status", "acknowledged, rejected or unknown."),
            ("attempt", "Which attempt it was, from 1."),
            ("sent_at", "When it was sent, UTC."),
            ("response", "What the destination said."),
            ("batch_id", "The batch that it was sent in."),
            ("run_id", "The run that planned it."),
            ("as_of", "As-of of the publication that it was made from, UTC."),
        ]);
}
