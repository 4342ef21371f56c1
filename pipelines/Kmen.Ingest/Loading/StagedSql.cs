using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Loading;

/// <summary>The SQL over a staged file. Its rows are called <c>line</c>, <c>v0</c>, <c>v1</c> … in the contract's order.</summary>
internal sealed class StagedSql
{
    readonly SourceConfiguration source;
    readonly StagedFile staged;
    readonly List<(int Place, string Reason)> checks = [];

    public StagedSql(SourceConfiguration source, StagedFile staged)
    {
        this.source = source;
        this.staged = staged;
        for (var i = 0; i < staged.Columns.Count; i++)
        {
            if (ValueCheck.Reason(staged.Columns[i], Number(i)) is { } reason)
            {
                checks.Add((i, reason));
            }
        }
    }

    /// <summary>The raw table's columns.</summary>
    public string Names => string.Join(", ", source.Columns.Select(column => SqlText.Name(column.Name)));

    /// <summary>All rows.</summary>
    public string Rows =>
        $"select {staged.LineSql} as line, {string.Join(", ", staged.Columns.Select((column, i) => $"{Name(column)} as {Value(i)}"))} from {staged.RowsSql}";

    /// <summary>The raw table's values.</summary>
    public string Values => string.Join(", ", staged.Columns.Select((column, i) => $"try_cast({Value(i)} as {RawTable.ColumnType(source, column.Contract)})"));

    /// <summary>Whether a row holds to the contract.</summary>
    public string IsRight => checks.Count == 0 ? "true" : "(" + string.Join(" and ", checks.Select(check => $"({check.Reason}) is null")) + ")";

    /// <summary>One row a wrong value: line, column_name, raw_value, reason; null where no value can be wrong.</summary>
    public string? Rejects => checks.Count == 0 ? null :
        $"select line, problem.column_name, problem.raw_value, problem.reason from (select line, unnest([{string.Join(", ", checks.Select(Problem))}]) as problem "
        + $"from ({Rows}) where not {IsRight}) where problem.reason is not null";

    /// <summary>The key's columns, typed, from the staged rows.</summary>
    public IEnumerable<string> StagedKey => Key((column, i) => ValueCheck.Typed(column, Value(i), staged.Columns[i].IsText));

    /// <summary>The key's columns, typed, from the raw table.</summary>
    public IEnumerable<string> RawKey => Key((column, _) =>
        ValueCheck.Typed(column, SqlText.Name(column.Name), RawTable.ColumnType(source, column) == "varchar"));

    static string Value(int place) => $"v{place}";

    // Point and comma change places, so that a point where a comma is due is as wrong as the other way round.
    string Number(int place) =>
        source.DecimalMark == ',' && (source.Columns[place].Type == "double" || source.Columns[place].Type.StartsWith("decimal", StringComparison.Ordinal))
            ? $"translate({Value(place)}, ',.', '.,')"
            : Value(place);

    static string Name(StagedColumn column) => column.Name is null ? "null::varchar" : SqlText.Name(column.Name);

    string Problem((int Place, string Reason) check) =>
        $"{{column_name: {SqlText.Text(source.Columns[check.Place].Name)}, raw_value: {Value(check.Place)}::varchar, reason: {check.Reason}}}";

    IEnumerable<string> Key(Func<SourceColumn, int, string> typed) => source.Key.Select(name =>
    {
        var place = source.Columns.ToList().FindIndex(column => column.Name == name);
        return typed(source.Columns[place], place);
    });
}
