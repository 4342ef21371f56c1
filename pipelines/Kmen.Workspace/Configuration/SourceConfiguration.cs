namespace Kmen.Workspace.Configuration;

/// <summary>One source of exports and its contract.</summary>
public sealed record SourceConfiguration
{
    /// <summary>Name; the raw table is <c>raw.&lt;name&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in <c>kmen.yml</c>.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>What it holds, for documents.</summary>
    public string? Description { get; init; }

    /// <summary>Absolute folder of the exports. Default: <c>incoming/&lt;name&gt;</c>. May hold <c>${env:NAME}</c>, resolved when read.</summary>
    public required string Folder { get; init; }

    /// <summary>Glob of file names inside the folder; files load in ordinal order of their names. Default: <c>*</c>.</summary>
    public string Files { get; init; } = "*";

    /// <summary>csv, ndjson, json or parquet.</summary>
    public required SourceFormat Format { get; init; }

    /// <summary>CSV only: the delimiter. Default: comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>CSV only: the quote character. Default: double quote. Doubled inside a quoted value.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>CSV only: what stands before the decimals of a number, a point or a comma. Raw tables hold the values as sent. Default: point.</summary>
    public char DecimalMark { get; init; } = '.';

    /// <summary>Text formats: utf-8, windows-1250, windows-1252, iso-8859-1 or iso-8859-2. Default: utf-8.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>How a new file relates to the ones before. Default: append.</summary>
    public LoadMode Load { get; init; } = LoadMode.Append;

    /// <summary>The columns that identify a row; needed where duplicates are skipped.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>What happens to a row whose key is there already. Default: keep.</summary>
    public DuplicateMode Duplicates { get; init; } = DuplicateMode.Keep;

    /// <summary>The column that says when a row was so, or null; used for freshness.</summary>
    public string? EventTime { get; init; }

    /// <summary>The contract's columns, in the file's order of <c>kmen.yml</c>.</summary>
    public required IReadOnlyList<SourceColumn> Columns { get; init; }
}
