using System.Buffers;
using System.Data.Common;

namespace Kmen.Cli.Output;

/// <summary>RFC 4180 but for its line ends, which are those of a shell's tools (LF): a header line, quotes where they are needed. Null is nothing, an empty text is two quotes. Streams.</summary>
sealed class CsvResultWriter(TextWriter writer) : IResultWriter
{
    static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");

    public void Write(DbDataReader rows, CancellationToken cancellation)
    {
        var count = rows.FieldCount;
        for (var i = 0; i < count; i++)
        {
            Field(i, rows.GetName(i));
        }

        writer.Write('\n');
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
            {
                Field(i, rows.IsDBNull(i) ? null : ValueText.Of(rows.GetValue(i)));
            }

            writer.Write('\n');
        }
    }

    void Field(int index, string? text)
    {
        if (index > 0)
        {
            writer.Write(',');
        }

        if (text is null)
        {
            return;
        }

        if (text.Length == 0 || text.AsSpan().ContainsAny(Special))
        {
            writer.Write('"');
            writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(text);
        }
    }
}
