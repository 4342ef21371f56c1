namespace Kmen.Cli.CommandLine;

/// <summary>How progress is written.</summary>
enum LogFormat
{
    /// <summary>For people: a live table on a terminal, plain lines elsewhere.</summary>
    Text,

    /// <summary>For programs: one JSON object a line.</summary>
    Json,
}
