using System.Text;

namespace Kmen.Models.Importing;

/// <summary>A source in the making: its section of <c>kmen.yml</c>, and the file that is copied for it.</summary>
internal sealed record ImportedSource
{
    internal required string Name { get; init; }

    internal string? Description { get; init; }

    /// <summary>csv or parquet.</summary>
    internal required string Format { get; init; }

    /// <summary>The folder of the files where it is not <c>incoming/&lt;name&gt;</c>.</summary>
    internal string? Folder { get; init; }

    internal required string Files { get; init; }

    internal string Delimiter { get; init; } = ",";

    internal string Quote { get; init; } = "\"";

    internal string Load { get; init; } = "full";

    internal required IReadOnlyList<ImportedColumn> Columns { get; init; }

    /// <summary>A file that is copied into <c>incoming/&lt;name&gt;</c>, or null.</summary>
    internal string? Copied { get; init; }

    /// <summary>The section of <c>kmen.yml</c>.</summary>
    internal string Text()
    {
        var text = new StringBuilder($"  {Name}:\n");
        void Line(string key, string? value)
        {
            if (value is not null)
            {
                text.Append("    ").Append(key).Append(": ").Append(value).Append('\n');
            }
        }

        Line("description", Description is null ? null : YamlText.Of(Description));
        Line("folder", Folder is null ? null : YamlText.Of(Folder));
        Line("files", YamlText.Of(Files));
        Line("format", Format);
        Line("delimiter", Format != "csv" || Delimiter == "," ? null : Delimiter == "\t" ? "\"\\\\t\"" : YamlText.Of(Delimiter));
        Line("quote", Format != "csv" || Quote == "\"" ? null : YamlText.Of(Quote));
        Line("load", Load);
        text.Append("    columns:\n");
        foreach (var column in Columns)
        {
            var parts = new List<string> { "type: " + YamlText.Of(column.Type) };
            if (column.Header != column.Name)
            {
                parts.Add("header: " + YamlText.Of(column.Header));
            }

            if (column.DateFormat is { } format)
            {
                parts.Add("format: " + YamlText.Of(format));
            }

            text.Append("      ").Append(column.Name).Append(": ").Append(parts.Count == 1 ? YamlText.Of(column.Type) : $"{{ {string.Join(", ", parts)} }}").Append('\n');
        }

        return text.ToString();
    }
}
