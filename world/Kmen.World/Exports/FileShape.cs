namespace Kmen.World.Exports;

/// <summary>What a file's rows are put into.</summary>
internal enum FileShape
{
    Text,

    Gzip,

    /// <summary>A ZIP archive with one file, named as the archive without its ending.</summary>
    Zip,

    /// <summary>One JSON array. Every row begins with a comma and a line feed, which the first one loses.</summary>
    JsonArray,

    /// <summary>Rows are written as CSV without a header, and made into Parquet when all are there.</summary>
    Parquet,
}
