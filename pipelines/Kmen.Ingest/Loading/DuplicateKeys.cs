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

    /// <summary>Finds them, and takes the rows of later files out that the new file is before.</summary>
    /// <param name="sql">The file, whose earlier rows are gone already.</param>
    /// <param name="later">Ids of loaded files that come behind it in order.</param>
    /// <returns>How many lines stand in <see cref="Skipped"/>.</returns>
    public long Find(StagedSql sql, IReadOnlyList<long> later)
    {
        var names = Enumerable.Range(0, source.Key.Count).Select(i => $"k{i}").ToList();
        var key = string.Join(", ", names);
        var isWhole = string.Join(" and ", names.Select(name => $"{name} is not null"));
        var keyed = $"""
            keyed as (
                select * from (select line, {Named(sql.StagedKey, names)} from ({sql.Rows}) where {sql.IsRight}) where {isWhole}
            )
            """;
        var before = later.Count == 0 ? "" : $" where {RawTable.FileId} not in ({string.Join(", ", later)})";
        var loaded = source.Load == LoadMode.Full ? "" : $"""
            union
            select line from keyed semi join (select {Named(sql.RawKey, names)} from {table}{before}) as loaded using ({key})
            """;
        session.Execute(
            $"""
            create or replace temp table {Skipped} as
            with {keyed},
            repeated as (select {key}, max(line) as last from keyed group by {key} having count(*) > 1)
            select line from keyed join repeated using ({key}) where line < last
            {loaded}
            """,
            null, cancellation);
        if (later.Count > 0)
        {
            TakeOut(sql, keyed, names, later);
        }

        return session.Scalar<long>($"select count(*) from {Skipped}", null, cancellation);
    }

    void TakeOut(StagedSql sql, string keyed, List<string> names, IReadOnlyList<long> later)
    {
        session.Execute(
            $"""
            create or replace temp table {Taken} as
            with {keyed},
            loaded as (
                select {RawTable.FileId} as file, {RawTable.LineNumber} as row, {Named(sql.RawKey, names)} from {table}
                where {RawTable.FileId} in ({string.Join(", ", later)})
            )
            select file, row from loaded semi join (select * from keyed where line not in (select line from {Skipped})) as mine using ({string.Join(", ", names)})
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

    static string Named(IEnumerable<string> expressions, List<string> names) =>
        string.Join(", ", expressions.Zip(names, (expression, name) => $"{expression} as {name}"));
}
