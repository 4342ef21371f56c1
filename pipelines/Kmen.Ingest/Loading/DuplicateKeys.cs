using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Loading;

/// <summary>
/// Finds the rows that a source with <c>duplicates: skip</c> leaves out: within a file all but the last of a key, between files all but those of the first file in
/// order of names, whenever that one arrives. Keys are compared as values of their types; a key with a null part equals no other.
/// </summary>
internal sealed class DuplicateKeys(SourceConfiguration source, IWarehouseSession session, CancellationToken cancellation)
{
    /// <summary>Lines of the file that are left out.</summary>
    public const string Skipped = "temp.main.ingest_skipped";

    const string Taken = "temp.main.ingest_taken";

    readonly string table = RawTable.Name(source);
    readonly List<string> names = [.. source.Key.Select((_, i) => $"k{i}")];

    /// <summary>Finds them, and takes the rows of later files out that the new file is before.</summary>
    /// <param name="sql">The file, whose earlier rows are gone already.</param>
    /// <param name="later">Ids of loaded files that come behind it in order.</param>
    /// <returns>How many lines stand in <see cref="Skipped"/>.</returns>
    public long Find(StagedSql sql, IReadOnlyList<long> later)
    {
        // Nearly always there is none, which the keys alone show; only then is it worth asking which of them stand in rows that hold to the contract.
        if (later.Count == 0 && Mark(sql, later, "true") == 0)
        {
            return 0;
        }

        var count = Mark(sql, later, sql.IsRight);
        if (later.Count > 0)
        {
            TakeOut(sql, later);
        }

        return count;
    }

    long Mark(StagedSql sql, IReadOnlyList<long> later, string condition)
    {
        var before = later.Count == 0 ? "" : $" where {RawTable.FileId} not in ({string.Join(", ", later)})";
        var loaded = source.Load == LoadMode.Full ? "" : $"""
            union
            select line from keyed semi join (select {Named(sql.RawKey)} from {table}{before}) as loaded using ({Key})
            """;
        session.Execute(
            $"""
            create or replace temp table {Skipped} as
            with {Keyed(sql, condition)},
            repeated as (select {Key}, max(line) as last from keyed group by {Key} having count(*) > 1)
            select line from keyed join repeated using ({Key}) where line < last
            {loaded}
            """,
            null, cancellation);
        return session.Scalar<long>($"select count(*) from {Skipped}", null, cancellation);
    }

    string Keyed(StagedSql sql, string condition) => $"""
        keyed as (
            select * from (select line, {Named(sql.StagedKey)} from ({sql.Rows}) where {condition})
            where {string.Join(" and ", names.Select(name => $"{name} is not null"))}
        )
        """;

    void TakeOut(StagedSql sql, IReadOnlyList<long> later)
    {
        session.Execute(
            $"""
            create or replace temp table {Taken} as
            with {Keyed(sql, sql.IsRight)},
            loaded as (
                select {RawTable.FileId} as file, {RawTable.LineNumber} as row, {Named(sql.RawKey)} from {table}
                where {RawTable.FileId} in ({string.Join(", ", later)})
            )
            select file, row from loaded semi join (select * from keyed where line not in (select line from {Skipped})) as mine using ({Key})
            """,
            null, cancellation);
        if (session.Scalar<long>($"select count(*) from {Taken}", null, cancellation) == 0)
        {
            return;
        }

        session.Execute(
            $"delete from {table} using {Taken} as taken where {RawTable.FileId} = taken.file and {RawTable.LineNumber} = taken.row", null, cancellation);
        session.Execute(
            $"""
            update ops.files set rows_loaded = rows_loaded - taken.count, rows_duplicate = rows_duplicate + taken.count
            from (select file, count(*) as count from {Taken} group by file) as taken where file_id = taken.file
            """,
            null, cancellation);
    }

    string Key => string.Join(", ", names);

    string Named(IEnumerable<string> expressions) => string.Join(", ", expressions.Zip(names, (expression, name) => $"{expression} as {name}"));
}
