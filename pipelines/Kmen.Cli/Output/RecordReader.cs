using System.Data;
using System.Data.Common;

namespace Kmen.Cli.Output;

/// <summary>Rows of our own as a reader, so that they are written like those of a query.</summary>
static class RecordReader
{
    /// <summary>A reader of rows.</summary>
    /// <param name="names">The columns' names.</param>
    /// <param name="types">Their types.</param>
    /// <param name="rows">The values; null for null.</param>
    public static DbDataReader Of(IReadOnlyList<string> names, IReadOnlyList<Type> types, IEnumerable<object?[]> rows)
    {
        using var table = new DataTable();
        for (var i = 0; i < names.Count; i++)
        {
            table.Columns.Add(names[i], types[i]);
        }

        foreach (var row in rows)
        {
            table.Rows.Add(row);
        }

        return table.CreateDataReader();
    }
}
