using System.Collections.Concurrent;
using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>
/// Which rows of each table differ from those that the last publication was made of. Steps that replace keys note them here; for a table that was made whole, both versions are compared
/// when somebody first asks. Safe for several lanes.
/// </summary>
public sealed class ChangeBook
{
    /// <summary>The database in which changed rows are kept during a run.</summary>
    public const string Catalog = "changes";

    const string RawSchema = "raw";

    readonly ConcurrentDictionary<string, (string Was, string Rows, string? Signed)> noted = new();
    readonly ConcurrentDictionary<string, Lazy<(string Rows, string? Signed)?>> compared = new();
    int tables;

    /// <summary>What models over full dumps have seen tonight: the table of keys and hashes, and that of the hashes that differ from the dump before.</summary>
    internal ConcurrentDictionary<string, (string Seen, string Hashes)> Dumps { get; } = new();

    /// <summary>What stands for no changed row.</summary>
    internal const string None = "";

    /// <summary>Attaches the database, in memory: a hundred small tables cost a block and a flush each in a file, and what does not fit is spilled.</summary>
    /// <param name="warehouse">The engine.</param>
    /// <returns>An empty book.</returns>
    public static ChangeBook Open(IWarehouse warehouse)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        warehouse.Attach(Catalog, null);
        return new ChangeBook();
    }

    /// <summary>The quoted name of a new table for rows that are needed until the build ends.</summary>
    /// <returns>The name.</returns>
    public string NewTable() => SqlText.Names(Catalog, "main", string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref tables)}"));

    /// <summary>Notes the changed rows of a table since a version, old and new, as a query; <see cref="None"/> where there are none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="was">The version.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="signed">The same with <see cref="Difference.Sign"/>, where that is known.</param>
    internal void Note(string table, string was, string rows, string? signed = null) => noted[table.ToLowerInvariant()] = (was, rows, signed);

    /// <summary>The changed rows of a table that were noted since a version, <see cref="None"/>, or null where none were noted.</summary>
    internal string? Noted(string table, string was) => noted.TryGetValue(table, out var note) && note.Was == was ? note.Rows : null;

    /// <summary>The changed rows of a table as a query, <see cref="None"/>, or null where they are not known.</summary>
    /// <param name="context">The build of the lane that asks.</param>
    /// <param name="table">The table as schema.name in lower case.</param>
    /// <param name="was">The version that the one who asks was built from.</param>
    internal string? Of(BuildContext context, string table, string was) => Known(context, table, was)
        ?? (context.VersionInPrevious(table) == was ? Comparison(context, table)?.Rows : null);

    /// <summary>The same rows with <see cref="Difference.Sign"/>, which says of each whether it came or went; null where that was not kept, or no row changed.</summary>
    internal string? Signed(BuildContext context, string table, string was) => SchemaOf(table) switch
    {
        RawSchema => null,
        Catalogs.Staging => StagingLog.Signed(context, table, was),
        _ => noted.TryGetValue(table, out var note) && note.Was == was ? note.Signed
            : context.VersionInPrevious(table) == was && compared.ContainsKey(table) ? Comparison(context, table)?.Signed : null,
    };

    /// <summary>The same without comparing: null, too, where a table was made whole.</summary>
    internal string? Known(BuildContext context, string table, string was) => SchemaOf(table) switch
    {
        RawSchema => null,
        Catalogs.Staging => StagingLog.Since(context, table, was),
        _ => Noted(table, was),
    };

    static string SchemaOf(string table) => table[..table.IndexOf('.', StringComparison.Ordinal)];

    (string Rows, string? Signed)? Comparison(BuildContext context, string table) => compared.GetOrAdd(table, name => new(() => Compared(context, name))).Value;

    (string Rows, string? Signed)? Compared(BuildContext context, string table)
    {
        var (now, before) = (TableColumns.Of(context.Session, Catalogs.Build, table), TableColumns.Of(context.Session, Catalogs.Previous, table));
        if (!context.HasPrevious || now.Count == 0 || !now.SequenceEqual(before))
        {
            return null;
        }

        var (here, there) = (SqlText.Names([Catalogs.Build, .. table.Split('.')]), SqlText.Names([Catalogs.Previous, .. table.Split('.')]));
        var target = NewTable();
        context.Session.Execute($"create table {target} as {Difference.Signed(here, there)}", cancellation: context.Cancellation);
        return context.Session.Scalar<long>($"select count(*) from {target}") == 0 ? (None, null) : ($"select * exclude ({Difference.Sign}) from {target}", $"select * from {target}");
    }
}
