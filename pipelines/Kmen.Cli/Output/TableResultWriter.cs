using System.Data.Common;
using System.Globalization;

namespace Kmen.Cli.Output;

/// <summary>
/// Aligned columns for people. Widths come from the first rows; on a terminal wide cells are cut with … and columns that do not fit are named below.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="width">Width of the terminal; null: nothing is cut to it.</param>
/// <param name="maximumRows">Rows shown; 0: all.</param>
sealed class TableResultWriter(TextWriter writer, int? width, int maximumRows) : IResultWriter
{
    const int MeasuredRows = 500;
    const int LeastWidth = 6;
    const int MostWidthOffTerminal = 200;

    public void Write(DbDataReader rows, CancellationToken cancellation)
    {
        var columns = Enumerable.Range(0, rows.FieldCount)
            .Select(i => new TableColumn(rows.GetName(i), ValueText.IsNumber(rows.GetFieldType(i)))).ToList();
        var measured = new List<string[]>();
        var hasMore = true;
        while (measured.Count < MeasuredRows && (maximumRows == 0 || measured.Count < maximumRows) && (hasMore = rows.Read()))
        {
            measured.Add(Cells(rows));
        }

        for (var i = 0; i < columns.Count; i++)
        {
            columns[i].Width = Math.Max(columns[i].Name.Length, measured.Count == 0 ? 0 : measured.Max(row => row[i].Length));
        }

        var hidden = Fit(columns);
        Line(columns, [.. columns.Select(column => column.Name)]);
        writer.WriteLine(string.Join("  ", columns.Select(column => new string('─', column.Width))));
        measured.ForEach(row => Line(columns, row));
        long count = measured.Count;
        while (hasMore && (maximumRows == 0 || count < maximumRows) && (hasMore = rows.Read()))
        {
            cancellation.ThrowIfCancellationRequested();
            Line(columns, Cells(rows));
            count++;
        }

        Footer(count, hasMore && rows.Read(), hidden);
    }

    static string[] Cells(DbDataReader rows)
    {
        var cells = new string[rows.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = OneLine(rows.IsDBNull(i) ? "NULL" : ValueText.Of(rows.GetValue(i)) ?? "NULL");
        }

        return cells;
    }

    static string OneLine(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001f')
            ? string.Concat(text.Select(character => character switch { '\n' => '⏎', < ' ' => ' ', _ => character }))
            : text;

    /// <summary>Narrows the widest columns until the line fits; where even narrow ones do not, drops columns from the right.</summary>
    /// <returns>Names of the dropped columns.</returns>
    List<string> Fit(List<TableColumn> columns)
    {
        var hidden = new List<string>();
        foreach (var column in columns)
        {
            column.Width = Math.Min(column.Width, width ?? MostWidthOffTerminal);
        }

        if (width is not { } room)
        {
            return hidden;
        }

        while (columns.Sum(column => column.Width + 2) - 2 > room)
        {
            var widest = columns.Where(column => !column.IsNumber).MaxBy(column => column.Width);
            if (widest is { Width: > LeastWidth })
            {
                widest.Width--;
            }
            else if (columns.Count > 1)
            {
                hidden.Insert(0, columns[^1].Name);
                columns.RemoveAt(columns.Count - 1);
            }
            else
            {
                columns[0].Width = room;
            }
        }

        return hidden;
    }

    void Line(List<TableColumn> columns, string[] cells)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            var cell = cells[i].Length > column.Width ? cells[i][..(column.Width - 1)] + "…" : cells[i];
            writer.Write(i == 0 ? "" : "  ");
            writer.Write(column.IsNumber ? cell.PadLeft(column.Width) : i == columns.Count - 1 ? cell : cell.PadRight(column.Width));
        }

        writer.WriteLine();
    }

    void Footer(long count, bool hasMore, List<string> hidden)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"({(hasMore ? "first " : "")}{count:N0} {(count == 1 ? "row" : "rows")}{(hasMore ? "; --rows 0 shows all" : "")})"));
        if (hidden.Count > 0)
        {
            writer.WriteLine($"Not shown for want of width: {string.Join(", ", hidden)}. --format csv has them.");
        }
    }

    sealed class TableColumn(string name, bool isNumber)
    {
        public string Name => name;

        public bool IsNumber => isNumber;

        public int Width { get; set; }
    }
}
