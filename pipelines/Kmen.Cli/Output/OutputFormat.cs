namespace Kmen.Cli.Output;

/// <summary>How a result is written.</summary>
enum OutputFormat
{
    /// <summary>Aligned columns, cut to the terminal.</summary>
    Table,

    /// <summary>RFC 4180 with a header line.</summary>
    Csv,

    /// <summary>An array of objects.</summary>
    Json,
}
