using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>Makes a model's table or view in a database.</summary>
public static class ModelTable
{
    /// <summary>Runs the model's unchanged text where the session looks names up, and keeps the result. The schema is there.</summary>
    /// <param name="session">The session; its catalogue is where the model's inputs are found.</param>
    /// <param name="model">The model.</param>
    /// <param name="catalog">The database that gets the table.</param>
    /// <param name="cancellation">Interrupts the query.</param>
    /// <param name="isGathered">Whether the rows are gathered before they are appended.</param>
    /// <returns>Rows of the table; 0 for a view.</returns>
    /// <exception cref="Kmen.Workspace.KmenException">The text was refused: file, line, column.</exception>
    public static long Create(IWarehouseSession session, Model model, string catalog, CancellationToken cancellation, bool isGathered = false)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(model);
        var isView = model.Materialization == Materialization.View;
        var target = SqlText.Names(catalog, model.Schema, model.Name);
        var prefix = $"create or replace {(isView ? "view" : "table")} {target} as {(isGathered ? "with \"kmen:rows\" as materialized (" : "")}";
        try
        {
            session.Execute(prefix + model.Sql + (isGathered ? "\n) select * from \"kmen:rows\"" : ""), cancellation: cancellation);
            return isView ? 0 : session.Scalar<long>($"select count(*) from {target}", cancellation: cancellation);
        }
        catch (WarehouseException e)
        {
            throw SqlErrors.In(e, model, prefix.Length);
        }
    }

    /// <summary>Drops what stands in a model's place, table or view, whatever the case of its name.</summary>
    /// <param name="session">The session.</param>
    /// <param name="model">The model.</param>
    /// <param name="catalog">The database.</param>
    public static void DropOther(IWarehouseSession session, Model model, string catalog)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(model);
        var found = session.List(
            """
            select view_name, true from duckdb_views() where database_name = $1 and lower(schema_name) = lower($2) and lower(view_name) = lower($3)
            union all
            select table_name, false from duckdb_tables() where database_name = $1 and lower(schema_name) = lower($2) and lower(table_name) = lower($3)
            """,
            row => (Name: row.GetString(0), IsView: row.GetBoolean(1)), [catalog, model.Schema, model.Name]);
        foreach (var (name, isView) in found.Where(other => other.IsView != (model.Materialization == Materialization.View) || other.Name != model.Name))
        {
            session.Execute($"drop {(isView ? "view" : "table")} {SqlText.Names(catalog, model.Schema, name)}");
        }
    }

    /// <summary>Holds the header to the table's columns, and gives these and the table their descriptions, which every tool that reads the catalogue shows.</summary>
    /// <param name="session">The session.</param>
    /// <param name="model">The model.</param>
    /// <param name="target">The quoted name of the table.</param>
    /// <exception cref="KmenException">The header describes a column that the table lacks, or names one that is no time as event_time.</exception>
    public static void Describe(IWarehouseSession session, Model model, string target)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(model);
        RequireNames(session, model, target);
        var kind = model.Materialization == Materialization.View ? "view" : "table";
        var statements = model.Columns.Select(column => $"comment on column {target}.{SqlText.Name(column.Key)} is {SqlText.Text(column.Value)}").ToList();
        if (model.Description is { } description)
        {
            statements.Add($"comment on {kind} {target} is {SqlText.Text(description)}");
        }

        if (statements.Count > 0)
        {
            session.Execute(string.Join(";\n", statements));
        }
    }

    /// <summary>Holds the header to the table's columns.</summary>
    /// <exception cref="KmenException">It describes a column that the table lacks, or names one that is no time as event_time.</exception>
    internal static void RequireNames(IWarehouseSession session, Model model, string target)
    {
        CheckEventTime(session, model, target);
        RequireColumns(session, model, target);
    }

    /// <summary>What is wrong with a grain that names a column which the table lacks; null where nothing is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="model">The model.</param>
    /// <param name="target">The quoted name of the table.</param>
    internal static string? GrainFault(IWarehouseSession session, Model model, string target)
    {
        var columns = model.Grain.Count == 0 ? [] : Columns(session, target);
        return model.Grain.FirstOrDefault(name => !columns.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } missing
            ? $"{model.FullName}: the grain names the column {missing}, which the SELECT does not make, so that nothing is built by its keys ({HeaderReader.PlaceOf(model, "grain")}). {NearestNames.Question(missing, columns) ?? "Correct its name under grain."}"
            : null;
    }

    static void RequireColumns(IWarehouseSession session, Model model, string target)
    {
        if (model.Columns.Count == 0)
        {
            return;
        }

        var columns = Columns(session, target);
        if (model.Columns.Keys.FirstOrDefault(name => !columns.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } missing)
        {
            throw new KmenException(
                $"{model.FullName}: the header describes the column {missing}, which the SELECT does not make.", HeaderReader.PlaceOf(model, "columns", missing),
                NearestNames.Question(missing, columns) ?? "Correct its name under columns.");
        }
    }

    static IReadOnlyList<string> Columns(IWarehouseSession session, string target) => [.. TableColumns.OfQuery(session, target).Select(column => column.Name)];

    static void CheckEventTime(IWarehouseSession session, Model model, string target)
    {
        if (model.EventTime is not { } time)
        {
            return;
        }

        var columns = TableColumns.OfQuery(session, target);
        var type = columns.FirstOrDefault(column => column.Name.Equals(time, StringComparison.OrdinalIgnoreCase)).Type;
        if (type is null || !(type == "DATE" || type.StartsWith("TIMESTAMP", StringComparison.Ordinal)))
        {
            throw KmenException.Usage(
                type is null ? $"{model.FullName}: event_time names {time}, which the SELECT does not make." : $"{model.FullName}: event_time names {time}, which is {type}, no date or timestamp.",
                HeaderReader.PlaceOf(model, "event_time"),
                (type is null ? NearestNames.Question(time, [.. columns.Select(column => column.Name)]) : null) ?? "Name the column that says when the fact happened.");
        }
    }
}
