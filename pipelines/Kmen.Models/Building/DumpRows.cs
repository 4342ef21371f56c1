using Kmen.Models.Analysis;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Building;

/// <summary>
/// What differs between two full dumps of a source. A dump takes the place of the one before, so a staging model keeps of each row that it has seen its key and a hash: rows whose hash is new
/// or gone tell the keys that changed.
/// </summary>
internal sealed class DumpRows(BuildContext context, Model model)
{
    const string Hash = "\"kmen:hash\"";

    static readonly string[] Places = ["_file_id", "_line_number"];

    readonly IWarehouseSession session = context.Session;

    /// <summary>
    /// The changed rows of a dump, new and old, as a query that has only the raw columns that make the model's grain; <see cref="ChangeBook.None"/>, or null where what the model has seen was
    /// not kept so.
    /// </summary>
    internal string? Changed(Scan scan)
    {
        if (!IsDumped(scan.Table) || Rows(scan) is not { } now || !TableColumns.Of(session, Catalogs.Raw, Kept(scan.Table)).SequenceEqual(TableColumns.OfQuery(session, now)))
        {
            return null;
        }

        // Rows are told apart by their hashes alone, which are numbers: the keys are looked up of those that differ.
        var kept = SqlText.Names([Catalogs.Raw, .. Kept(scan.Table).Split('.')]);
        var (seen, hashes, rows) = (context.Changes!.NewTable(), context.Changes.NewTable(), context.Changes.NewTable());
        session.Execute(
            $"""
            create table {seen} as {now};
            create table {hashes} as
                select {Hash} from (select {Hash}, 1 as n from {seen} union all select {Hash}, -1 as n from {kept}) both_dumps group by {Hash} having sum(n) <> 0;
            create table {rows} as
                select * from {seen} semi join {hashes} using ({Hash}) union all select * from {kept} semi join {hashes} using ({Hash});
            """, cancellation: context.Cancellation);
        context.Changes.Dumps[model.FullName] = (seen, hashes);
        return session.Scalar<long>($"select count(*) from {rows}") == 0 ? ChangeBook.None : $"select * from {rows}";
    }

    /// <summary>Keeps what the model has seen now, in the caller's transaction.</summary>
    internal void Record()
    {
        if (model.Materialization != Materialization.Incremental || context.Functions is null || !context.Queries[model.FullName.ToLowerInvariant()].Tables.Any(table => IsDumped(table.FullName))
            || Scans() is not [var scan])
        {
            return;
        }

        var kept = SqlText.Names([Catalogs.Raw, .. Kept(scan.Table).Split('.')]);
        if (context.Changes is not null && context.Changes.Dumps.TryGetValue(model.FullName, out var dump))
        {
            session.Execute(
                $"""
                delete from {kept} where {Hash} in (select {Hash} from {dump.Hashes});
                insert into {kept} select * from {dump.Seen} semi join {dump.Hashes} using ({Hash});
                """, cancellation: context.Cancellation);
            return;
        }

        session.Execute(Rows(scan) is { } rows ? $"create or replace table {kept} as {rows}" : $"drop table if exists {kept}", cancellation: context.Cancellation);
    }

    bool IsDumped(string table) => table.StartsWith("raw.", StringComparison.Ordinal)
        && context.Run.Workspace.Sources.Any(source => source.Load == LoadMode.Full && source.Name.Equals(table["raw.".Length..], StringComparison.OrdinalIgnoreCase));

    string Kept(string table) => $"changes.{model.Name}_of_{table["raw.".Length..]}";

    IReadOnlyList<Scan> Scans()
    {
        try
        {
            return KeyAnalysis.Of(model, context.Queries[model.FullName.ToLowerInvariant()], ModelBinder.Of(context), out _)?.Scans ?? [];
        }
        catch (UnresolvedQueryException)
        {
            return [];
        }
    }

    /// <summary>The raw columns that make the grain, and a hash of the row; where and in which file it stood counts only where the model reads that. Null where the grain is not made of the row.</summary>
    string? Rows(Scan scan)
    {
        var grain = scan.Symbols.Where(symbol => symbol.Key.StartsWith(KeyAnalysis.GrainSymbol, StringComparison.Ordinal)).ToList();
        if (grain.Count != model.Grain.Count)
        {
            return null;
        }

        var columns = scan.Columns.Select(column => column.Name).ToList();
        var key = grain.SelectMany(symbol => Expression.Places(symbol.Value)).Distinct().Order().Select(place => columns[place]).ToList();
        var read = columns.Where(column => !Places.Contains(column) || model.Sql.Contains(column, StringComparison.OrdinalIgnoreCase));
        return key.Count == 0 ? null
            : $"select {string.Join(", ", key.Select(SqlText.Name))}, hash({string.Join(", ", read.Select(SqlText.Name))}) as {Hash} from {SqlText.Names([Catalogs.Raw, .. scan.Table.Split('.')])}";
    }
}
