namespace Kmen.Workspace.Configuration;

/// <summary>The format of a source's files. Files whose names end in <c>.gz</c> are unpacked, and text files out of archives that hold one file and end in <c>.zip</c>.</summary>
public enum SourceFormat
{
    /// <summary>Delimited text with a header line.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>One JSON array of objects.</summary>
    Json,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
