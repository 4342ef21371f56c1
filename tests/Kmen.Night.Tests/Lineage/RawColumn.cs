using Kmen.Models.Building;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Night.Tests.Lineage;

/// <summary>Changes the values of one loaded column and nothing else.</summary>
internal static class RawColumn
{
    /// <summary>Every row gets the value of another row; amounts, numbers and moments that are no key move besides. All stay of their type.</summary>
    internal static void Change(RetailerWorkspace workspace, SourceConfiguration source, SourceColumn column)
    {
        using var engine = RetailerWorkspace.Engine();
        engine.Attach(Catalogs.Raw, workspace.Layout.RawFile);
        using var session = engine.Open(Catalogs.Raw);
        var (table, name) = (SqlText.Names(Catalogs.Raw, "raw", source.Name), SqlText.Name(column.Name));
        var type = session.Scalar<string>($"select typeof({name}) from {table} limit 1")!;
        session.Execute(
            $"""
            create temp table changed as
            with numbered as (
                select rowid as place, row_number() over (order by rowid) as number, count(*) over () as rows, {name} as value from {table}
            )
            select numbered.place, {Moved(source, column, "other.value")} as value
            from numbered join numbered other on other.number = (numbered.number + numbered.rows // 3) % numbered.rows + 1;
            update {table} as t set {name} = cast(changed.value as {type}) from changed where changed.place = t.rowid;
            """);
    }

    static string Moved(SourceConfiguration source, SourceColumn column, string value)
    {
        var isKey = source.Key.Contains(column.Name) || column.Name.EndsWith("_id", StringComparison.Ordinal);
        return isKey || column.DateFormat is not null ? value : column.Type switch
        {
            "timestamp" => $"cast({value} as timestamp) - interval 5 hour",
            "integer" => $"cast({value} as integer) + 1",
            var number when number.StartsWith("decimal", StringComparison.Ordinal) => $"cast({value} as {number}) + 1",
            _ => value,
        };
    }
}
