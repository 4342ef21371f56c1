using Kmen.Models.Files;
using Kmen.Models.State;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>
/// The changes of staging tables. They stay in the raw store over nights, because it keeps what a failed night made: a publication may be several contents behind.
/// </summary>
internal static class StagingLog
{
    internal const string Sequence = "_sequence";

    /// <summary>The quoted name of a staging table's log.</summary>
    internal static string Table(string name) => SqlText.Names(Catalogs.Raw, "changes", name);

    /// <summary>The rows that changed after a version, as a query; <see cref="ChangeBook.None"/>, or null where the log does not reach back.</summary>
    internal static string? Since(BuildContext context, string table, string was)
    {
        var name = table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var known = context.Session.List(
            $"""
            select sequence, log_from, (select max(sequence) from {Catalogs.Raw}.ops.model_versions where lower(model) = $1 and version = $2)
            from {Catalogs.Raw}.ops.models where lower(model) = $1
            """,
            row => (Now: row.GetInt64(0), From: row.GetInt64(1), Was: row.IsDBNull(2) ? (long?)null : row.GetInt64(2)), [table, was]);
        if (known is not [var built] || built.Was is not { } sequence || sequence < built.From)
        {
            return null;
        }

        return sequence == built.Now ? ChangeBook.None : $"select * exclude ({Sequence}, {Difference.Sign}) from {Table(name)} where {Sequence} > {sequence}";
    }

    /// <summary>The same rows with <see cref="Difference.Sign"/>; null where there are none, or they are not known.</summary>
    internal static string? Signed(BuildContext context, string table, string was) =>
        Since(context, table, was) is { Length: > 0 } rows ? rows.Replace($" exclude ({Sequence}, {Difference.Sign})", $" exclude ({Sequence})", StringComparison.Ordinal) : null;

    /// <summary>Adds changed rows to the log, in the caller's transaction; a log that has grown beyond its table begins anew.</summary>
    /// <param name="session">A session in a transaction on the raw store.</param>
    /// <param name="model">The model.</param>
    /// <param name="changedRows">The changed rows, old and new, with <see cref="Difference.Sign"/>, as a query; null: not known, which ends what the log knows.</param>
    /// <param name="before">What was built before, or null.</param>
    /// <param name="rows">Rows of the table now.</param>
    /// <returns>The sequence of the new content, and from where the log knows all changes.</returns>
    internal static (long Sequence, long LogFrom) Add(IWarehouseSession session, Model model, string? changedRows, BuiltModel? before, long rows)
    {
        var sequence = (before?.Sequence ?? 0) + 1;
        var log = Table(model.Name);
        if (changedRows is null || before is null)
        {
            session.Execute($"drop table if exists {log}");
            return (sequence, sequence);
        }

        session.Execute($"create table if not exists {log} as select 0::bigint as {Sequence}, *, 0::bigint as {Difference.Sign} from {SqlText.Names(Catalogs.Raw, model.Schema, model.Name)} limit 0");
        session.Execute($"insert into {log} select {sequence}, * from ({changedRows}) changed");
        if (session.Scalar<long>($"select count(*) from {log}") <= Math.Max(rows, 1000))
        {
            return (sequence, before.LogFrom);
        }

        session.Execute($"delete from {log} where {Sequence} < {sequence}");
        return (sequence, before.Sequence);
    }

    /// <summary>Records the version of a content, in the caller's transaction.</summary>
    internal static void Record(IWarehouseSession session, BuiltModel built)
    {
        session.Execute($"delete from {Catalogs.Raw}.ops.model_versions where lower(model) = lower($1) and (sequence < $2 or version = $3)", [built.Name, built.LogFrom, built.Version]);
        session.Execute($"insert into {Catalogs.Raw}.ops.model_versions values ($1, $2, $3)", [built.Name, built.Sequence, built.Version]);
    }
}
