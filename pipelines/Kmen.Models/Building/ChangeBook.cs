using System.Collections.Concurrent;
using System.Globalization;
using Kmen.Models.Planning;
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

    readonly ConcurrentDictionary<string, Lazy<string?>> known = new();
    int tables;

    /// <summary>What stands for no changed row.</summary>
    internal const string None = "";

    /// <summary>Attaches the database, with a schema for each schema of models.</summary>
    /// <param name="warehouse">The engine.</param>
    /// <param name="file">The database's file; null: in memory.</param>
    /// <returns>An empty book.</returns>
    public static ChangeBook Open(IWarehouse warehouse, string? file)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        warehouse.Attach(Catalog, file);
        return new ChangeBook();
    }

    /// <summary>A new table's quoted name.</summary>
    internal string NewTable() => SqlText.Names(Catalog, "main", string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref tables)}"));

    /// <summary>Notes the changed rows of a table, old and new, as a query; <see cref="None"/> where there are none.</summary>
    internal void Note(string table, string rows) => known[table.ToLowerInvariant()] = new Lazy<string?>(rows);

    /// <summary>The changed rows of a table as a query, <see cref="None"/>, or null where they are not known.</summary>
    /// <param name="context">The build of the lane that asks.</param>
    /// <param name="table">The table as schema.name in lower case.</param>
    /// <param name="was">The version that the one who asks was built from.</param>
    internal string? Of(BuildContext context, string table, string was)
    {
        var schema = table[..table.IndexOf('.', StringComparison.Ordinal)];
        return schema switch
        {
            RawSchema => null,
            Catalogs.Staging => StagingLog.Since(context, table, was),
            _ => known.GetOrAdd(table, name => new Lazy<string?>(() => Compared(context, name))).Value,
        };
    }

    string? Compared(BuildContext context, string table)
    {
        if (context.Plan?.Steps.FirstOrDefault(step => step.Step.Outputs.Contains(table)) is { Way: BuildWay.Carry or BuildWay.Test })
        {
            return None;
        }

        var (now, before) = (TableColumns.Of(context.Session, Catalogs.Build, table), TableColumns.Of(context.Session, Catalogs.Previous, table));
        if (!context.HasPrevious || now.Count == 0 || !now.SequenceEqual(before))
        {
            return null;
        }

        var (here, there) = (SqlText.Names([Catalogs.Build, .. table.Split('.')]), SqlText.Names([Catalogs.Previous, .. table.Split('.')]));
        var target = NewTable();
        context.Session.Execute(
            $"create table {target} as (select * from {here} except all select * from {there}) union all (select * from {there} except all select * from {here})",
            cancellation: context.Cancellation);
        return context.Session.Scalar<long>($"select count(*) from {target}") == 0 ? None : $"select * from {target}";
    }
}
