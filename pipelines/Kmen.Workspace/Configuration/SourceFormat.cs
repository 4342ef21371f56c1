namespace Kmen.Workspace.Configuration;

/// <summary>The format of a source's files. Files whose names end in <c>.gz</c> are unpacked.</summary>
public enum SourceFormat
{
    /// <summary>Delimited text with a header line.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}
