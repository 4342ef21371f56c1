namespace Kmen.Workspace.Configuration.Reading;

/// <summary>One source of exports.</summary>
static class SourceSection
{
    static readonly (string, SourceFormat)[] Formats = [("csv", SourceFormat.Csv), ("ndjson", SourceFormat.Ndjson), ("json", SourceFormat.Json), ("parquet", SourceFormat.Parquet)];
    static readonly (string, LoadMode)[] Loads = [("append", LoadMode.Append), ("full", LoadMode.Full)];
    static readonly (string, DuplicateMode)[] Duplicates = [("keep", DuplicateMode.Keep), ("skip", DuplicateMode.Skip)];
    static readonly string[] Encodings = ["utf-8", "windows-1250", "windows-1252", "iso-8859-1", "iso-8859-2"];

    public static SourceConfiguration Read(string root, string name, YamlSection section)
    {
        var format = section.Choice("format", Formats, required: true);
        var columns = section.Named("columns", required: true, SourceColumnSection.Short, SourceColumnSection.Read);
        var source = new SourceConfiguration
        {
            Name = name,
            Position = section.Position,
            Description = section.Text("description"),
            Folder = FolderPath.Read(root, section, "folder") ?? Path.Combine(root, "incoming", name),
            Files = section.Text("files") ?? "*",
            Format = format ?? SourceFormat.Csv,
            Delimiter = Character(section, "delimiter") ?? ',',
            Quote = Character(section, "quote") ?? '"',
            DecimalMark = DecimalMark(section) ?? '.',
            Encoding = Encoding(section) ?? "utf-8",
            Load = section.Choice("load", Loads) ?? LoadMode.Append,
            Key = section.Texts("key"),
            Duplicates = section.Choice("duplicates", Duplicates) ?? DuplicateMode.Keep,
            EventTime = section.Text("event_time"),
            Columns = columns,
        };
        CheckFormat(section, source, format);
        CheckColumns(section, source);
        return source;
    }

    static void CheckFormat(YamlSection section, SourceConfiguration source, SourceFormat? format)
    {
        foreach (var key in (string[])["delimiter", "quote", "decimal_mark"])
        {
            if (section.Has(key) && format is SourceFormat.Ndjson or SourceFormat.Json or SourceFormat.Parquet)
            {
                section.Wrong(key, "is for csv files only.", "Remove the key.");
            }
        }

        if (section.Has("encoding") && format is SourceFormat.Parquet)
        {
            section.Wrong("encoding", "is for text formats only; Parquet says its own.", "Remove the key.");
        }

        if (source.Files.Contains('/', StringComparison.Ordinal))
        {
            section.Wrong("files", "is a pattern of file names inside the folder, without /.", "Put the folder's part into the key folder.");
        }
    }

    static void CheckColumns(YamlSection section, SourceConfiguration source)
    {
        var names = source.Columns.Select(column => column.Name).ToList();
        foreach (var key in source.Key.Where(key => !names.Contains(key)))
        {
            section.WrongAt(section.PlaceOf("key", key), "key", $"{key} is no column of {source.Name}.", Near(key, names));
        }

        if (source is { Duplicates: DuplicateMode.Skip, Key.Count: 0 } && !section.Has("key"))
        {
            section.Wrong("duplicates", "skip needs a key, which says when two rows are the same.", "Add: key: [columns]");
        }

        if (source.EventTime is { } time)
        {
            if (source.Columns.FirstOrDefault(column => column.Name == time) is not { } column)
            {
                section.Wrong("event_time", $"{time} is no column of {source.Name}.", Near(time, names));
            }
            else if (column.Type is not ("timestamp" or "date"))
            {
                section.Wrong("event_time", $"{time} is a {column.Type}, not a timestamp or date.", $"Give the column {time} the type timestamp.");
            }
        }

        foreach (var twice in source.Columns.GroupBy(column => column.Header).Where(group => group.Count() > 1))
        {
            section.Wrong(
                "columns", $"{string.Join(" and ", twice.Select(column => column.Name))} would both be read from {twice.Key}.",
                "Give each column its own header.");
        }
    }

    /// <summary>The nearest names, or all of them.</summary>
    public static string? Near(string name, IReadOnlyCollection<string> candidates) =>
        NearestNames.Question(name, candidates) ?? (candidates.Count == 0 ? null : $"There are: {string.Join(", ", candidates)}.");

    static char? Character(YamlSection section, string key)
    {
        switch (section.Text(key))
        {
            case null:
                return null;
            case "\\t":
                return '\t';
            case [var character]:
                return character;
            case var text:
                section.Wrong(key, $"must be one character, not {text}.", "For a tabulator write \"\\t\".");
                return null;
        }
    }

    static char? DecimalMark(YamlSection section)
    {
        switch (section.Text("decimal_mark"))
        {
            case null:
                return null;
            case "." or ",":
                return section.Text("decimal_mark")![0];
            case var text:
                section.Wrong("decimal_mark", $"must be a point or a comma, not {text}.", "Write \".\" or \",\".");
                return null;
        }
    }

    static string? Encoding(YamlSection section)
    {
        var encoding = section.Text("encoding");
        if (encoding is null || Encodings.Contains(encoding))
        {
            return encoding;
        }

        section.Wrong("encoding", $"{encoding} is not known.", $"Known are: {string.Join(", ", Encodings)}.");
        return null;
    }
}
