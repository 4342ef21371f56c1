using Kmen.Warehouse;

namespace Kmen.Models.State;

/// <summary>What the table of what was built holds.</summary>
internal static class BuiltModelComments
{
    internal static TableComment Models { get; } = new(
        "ops.models", "One row a table or check that was built: what it was made of, and how the last run came by it.",
        [
            ("model", "Schema, dot, name; the name of a step where a step makes several."),
            ("kind", "table, view, incremental, snapshot, check, identity, audience and so on."),
            ("file", "The file of the model; null for a step of the engine."),
            ("version", "Hash of all that decides its content: equal versions mean equal tables."),
            ("content", "Hash of its own text and settings, without what it reads."),
            ("header", "Hash of its header: descriptions and tests."),
            ("inputs", "The version of each table that it was built from, as JSON."),
            ("rows", "Rows of the table; 0 for a view."),
            ("replaced_rows", "Rows replaced key by key since the table was last written whole."),
            ("sequence", "Staging: which content this is, counted from 1."),
            ("log_from", "Staging: the log of changes holds all after this sequence."),
            ("built_at", "When it was built, UTC."),
            ("run_id", "The run that built it."),
            ("way", "How the last run that touched it did so: built, increment, carried or tested."),
            ("reason", "Why, in one sentence."),
            ("failing", "How many rows failed each test of its header, in their order, as JSON; null where it has none that were counted."),
        ]);
}
