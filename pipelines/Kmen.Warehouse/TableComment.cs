namespace Kmen.Warehouse;

/// <summary>What a table and its columns hold, for every tool that reads the catalogue. Models say it in their headers; the tables that the engine makes, beside their SQL.</summary>
/// <param name="Table">Its full name, such as <c>identity.history</c>.</param>
/// <param name="Text">One sentence that begins with the grain.</param>
/// <param name="Columns">Each column with its meaning.</param>
public sealed record TableComment(string Table, string Text, IReadOnlyList<(string Name, string Text)> Columns)
{
    /// <summary>The statements that give a table its comments.</summary>
    /// <param name="catalog">The attached database; null: that of the session.</param>
    /// <returns>SQL of several statements.</returns>
    public string Sql(string? catalog)
    {
        var target = SqlText.Names([catalog, .. Table.Split('.')]);
        return string.Join(";\n", Columns.Select(column => $"comment on column {target}.{SqlText.Name(column.Name)} is {SqlText.Text(column.Text)}")
            .Prepend($"comment on table {target} is {SqlText.Text(Text)}"));
    }

    /// <summary>Gives tables their comments.</summary>
    /// <param name="session">A session.</param>
    /// <param name="catalog">The attached database; null: that of the session.</param>
    /// <param name="comments">The tables; all are there.</param>
    public static void Write(IWarehouseSession session, string? catalog, params IEnumerable<TableComment> comments)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute(string.Join(";\n", comments.Select(comment => comment.Sql(catalog))));
    }
}
