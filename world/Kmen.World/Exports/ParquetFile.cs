using System.Text;
using DuckDB.NET.Data;

namespace Kmen.World.Exports;

/// <summary>Makes Parquet of rows written as CSV, by DuckDB on one thread and in order, so that the same rows give the same bytes. One object makes many files.</summary>
internal sealed class ParquetFile : IDisposable
{
    readonly DuckDBConnection connection = new("DataSource=:memory:");

    public ParquetFile()
    {
        connection.Open();
        Execute("set threads = 1; set memory_limit = '500MB'");
    }

    /// <param name="rows">CSV without a header.</param>
    /// <param name="columns">Names and types, as in a table's definition.</param>
    /// <param name="target">The file to make.</param>
    public void Make(string rows, ReadOnlySpan<byte> columns, string target)
    {
        IEnumerable<string> types = Encoding.UTF8.GetString(columns).ReplaceLineEndings(" ").Split(", ", StringSplitOptions.TrimEntries)
            .Select(column => column.Trim().Split(' ', 2)).Select(column => $"'{column[0]}': '{column[1]}'");
        Execute($$"""
            copy (select * from read_csv({{Quoted(rows)}}, header = false, delim = ',', quote = '"', escape = '"', nullstr = '', auto_detect = false, columns = { {{string.Join(", ", types)}} }))
            to {{Quoted(target)}} (format parquet)
            """);
    }

    public void Dispose() => connection.Dispose();

    static string Quoted(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";

    void Execute(string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
