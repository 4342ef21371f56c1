using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace Kmen.World.Tests;

/// <summary>DuckDB, for queries over what a world wrote.</summary>
internal sealed class Engine : IDisposable
{
    readonly DuckDBConnection connection = new("DataSource=:memory:");

    public Engine() => connection.Open();

    /// <summary>The rows of one query on an engine of its own, values joined by commas; nothing stands for null.</summary>
    public static List<string> Lines(string sql)
    {
        using var engine = new Engine();
        return engine.Rows(sql, row => string.Join(',', Enumerable.Range(0, row.FieldCount).Select(i => Text(row, i))));
    }

    public void Run(string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public List<T> Rows<T>(string sql, Func<DbDataReader, T> read)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose() => connection.Dispose();

    static string Text(DbDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetValue(column) switch
    {
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        object value => value.ToString()!,
    };
}
