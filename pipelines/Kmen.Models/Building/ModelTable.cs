using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>Makes a model's table or view in a database.</summary>
public static class ModelTable
{
    /// <summary>Runs the model's unchanged text where the session looks names up, and keeps the result.</summary>
    /// <param name="session">The session; its catalogue is where the model's inputs are found.</param>
    /// <param name="model">The model.</param>
    /// <param name="catalog">The database that gets the table.</param>
    /// <param name="cancellation">Interrupts the query.</param>
    /// <returns>Rows of the table; 0 for a view.</returns>
    /// <exception cref="Kmen.Workspace.KmenException">The text was refused: file, line, column.</exception>
    public static long Create(IWarehouseSession session, Model model, string catalog, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(model);
        var target = SqlText.Names(catalog, model.Schema, model.Name);
        var isView = model.Materialization == Materialization.View;
        session.Execute($"create schema if not exists {SqlText.Names(catalog, model.Schema)}", cancellation: cancellation);
        Drop(session, model, catalog);
        var prefix = $"create {(isView ? "view" : "table")} {target} as ";
        try
        {
            session.Execute(prefix + model.Sql, cancellation: cancellation);
        }
        catch (WarehouseException e)
        {
            throw SqlErrors.In(e, model, prefix.Length);
        }

        Describe(session, model, target, isView);
        CheckEventTime(session, model, catalog);
        return isView ? 0 : session.Scalar<long>($"select count(*) from {target}", cancellation: cancellation);
    }

    static void Drop(IWarehouseSession session, Model model, string catalog)
    {
        var kind = session.Scalar<string>(
            "select table_type from information_schema.tables where table_catalog = $1 and lower(table_schema) = lower($2) and lower(table_name) = lower($3)",
            [catalog, model.Schema, model.Name]);
        if (kind is not null)
        {
            session.Execute($"drop {(kind == "VIEW" ? "view" : "table")} {SqlText.Names(catalog, model.Schema, model.Name)}");
        }
    }

    static void Describe(IWarehouseSession session, Model model, string target, bool isView)
    {
        if (model.Description is { } description)
        {
            session.Execute($"comment on {(isView ? "view" : "table")} {target} is {SqlText.Text(description)}");
        }

        foreach (var (column, text) in model.Columns)
        {
            try
            {
                session.Execute($"comment on column {target}.{SqlText.Name(column)} is {SqlText.Text(text)}");
            }
            catch (WarehouseException e)
            {
                throw new KmenException(
                    $"{model.FullName}: the header describes the column {column}, which the SELECT does not make.", new SourcePosition(model.File),
                    e.Candidates.Count > 0 ? $"Did you mean {string.Join(", ", e.Candidates.Take(3))}?" : "Correct its name under columns.", inner: e);
            }
        }
    }

    static void CheckEventTime(IWarehouseSession session, Model model, string catalog)
    {
        if (model.EventTime is not { } time)
        {
            return;
        }

        var columns = session.List(
            "select column_name, data_type from duckdb_columns() where database_name = $1 and schema_name = $2 and table_name = $3 order by column_index",
            row => (Name: row.GetString(0), Type: row.GetString(1)), [catalog, model.Schema, model.Name]);
        var type = columns.FirstOrDefault(column => column.Name.Equals(time, StringComparison.OrdinalIgnoreCase)).Type;
        if (type is null || !(type == "DATE" || type.StartsWith("TIMESTAMP", StringComparison.Ordinal)))
        {
            throw KmenException.Usage(
                type is null ? $"{model.FullName}: event_time names {time}, which the SELECT does not make." : $"{model.FullName}: event_time names {time}, which is {type}, no date or timestamp.",
                new SourcePosition(model.File),
                NearestNames.Question(time, [.. columns.Select(column => column.Name)]) ?? "Name the column that says when the fact happened.");
        }
    }
}
