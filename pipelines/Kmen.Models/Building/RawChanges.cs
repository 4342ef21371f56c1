using Kmen.Models.Files;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>Which rows of raw tables a staging model has not seen: those of files that were loaded since it was built.</summary>
public static class RawChanges
{
    const string Published = "source_files";

    static readonly TableComment Comment = new($"ops.{Published}", "One row a file that this publication is made of.",
    [
        ("source", "The source, in lower case."),
        ("file_id", "The file, as in ops.files."),
        ("loaded", "What was loaded of it and when: content, contract, rows and moment. Where it changes, the file was loaded anew."),
    ]);

    /// <summary>What was loaded of a file and when, over the table of files.</summary>
    internal const string Loaded = "content_hash || ' ' || coalesce(contract, '') || ' ' || rows_loaded || ' ' || coalesce(loaded_at::varchar, '')";

    /// <summary>The rows that a model has not seen, as a query, <see cref="ChangeBook.None"/>, or null where rows that it has seen are gone.</summary>
    internal static string? Of(BuildContext context, Model model, string source) => model.Schema == Catalogs.Staging ? Since(context, model, source) : SincePublication(context, source);

    /// <summary>Those that a staging model has not seen: it may be ahead of the publication.</summary>
    static string? Since(BuildContext context, Model model, string source)
    {
        var counts = context.Session.List(
            $"""
            with seen as (
                select file_id, loaded from {Catalogs.Raw}.ops.model_files where model = $1 and source = $2
            ), there as (
                select file_id, {Loaded} as loaded from {Catalogs.Raw}.ops.files where lower(source) = $2 and loaded_hash is not null
            )
            select (select count(*) from seen), (select count(*) from seen anti join there using (file_id, loaded)), (select count(*) from there anti join seen using (file_id, loaded))
            """,
            row => (Seen: row.GetInt64(0), Gone: row.GetInt64(1), New: row.GetInt64(2)), [model.FullName.ToLowerInvariant(), source])[0];
        if (counts.Seen == 0 || counts.Gone > 0)
        {
            return null;
        }

        return counts.New == 0 ? ChangeBook.None : $"""
            select * from {SqlText.Names(Catalogs.Raw, "raw", source)} where _file_id in (
                select file_id from {Catalogs.Raw}.ops.files where lower(source) = {SqlText.Text(source)} and loaded_hash is not null
                except select file_id from {Catalogs.Raw}.ops.model_files where model = {SqlText.Text(model.FullName.ToLowerInvariant())} and source = {SqlText.Text(source)})
            """;
    }

    /// <summary>The rows that the last publication was not made of, as a query, <see cref="ChangeBook.None"/>, or null where rows that it was made of are gone.</summary>
    internal static string? SincePublication(BuildContext context, string source)
    {
        if (!context.HasPrevious || context.Session.Scalar<long>(
            "select count(*) from duckdb_tables() where database_name = $1 and schema_name = 'ops' and table_name = $2", [Catalogs.Previous, Published]) == 0)
        {
            return null;
        }

        var seen = $"select file_id, loaded from {Catalogs.Previous}.ops.{Published} where source = {SqlText.Text(source)}";
        var there = $"select file_id, {Loaded} as loaded from {Catalogs.Raw}.ops.files where lower(source) = {SqlText.Text(source)} and loaded_hash is not null";
        var counts = context.Session.List(
            $"select (select count(*) from ({seen})), (select count(*) from ({seen} except {there})), (select count(*) from ({there} except {seen}))",
            row => (Seen: row.GetInt64(0), Gone: row.GetInt64(1), New: row.GetInt64(2)))[0];
        return counts.Seen == 0 || counts.Gone > 0 ? null
            : counts.New == 0 ? ChangeBook.None
            : $"select * from {SqlText.Names(Catalogs.Raw, "raw", source)} where _file_id in (select file_id from ({there} except {seen}))";
    }

    /// <summary>Notes in the candidate which files it is made of.</summary>
    /// <param name="session">A session that sees the candidate and the raw store.</param>
    public static void WriteCandidate(IWarehouseSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute(
            $"""
            create schema if not exists {Catalogs.Build}.ops;
            create or replace table {Catalogs.Build}.ops.{Published} as
            select lower(source) as source, file_id, {Loaded} as loaded from {Catalogs.Raw}.ops.files where loaded_hash is not null;
            """);
        TableComment.Write(session, Catalogs.Build, Comment);
    }

    /// <summary>Notes the files that a staging model has seen now, in the caller's transaction.</summary>
    internal static void Record(BuildContext context, Model model, IEnumerable<string> sources)
    {
        foreach (var source in sources)
        {
            context.Session.Execute($"delete from {Catalogs.Raw}.ops.model_files where model = $1 and source = $2", [model.FullName.ToLowerInvariant(), source]);
            context.Session.Execute(
                $"insert into {Catalogs.Raw}.ops.model_files select $1, $2, file_id, {Loaded} from {Catalogs.Raw}.ops.files where lower(source) = $2 and loaded_hash is not null",
                [model.FullName.ToLowerInvariant(), source]);
        }
    }
}
