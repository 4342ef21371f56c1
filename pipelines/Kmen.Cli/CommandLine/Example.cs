namespace Kmen.Cli.CommandLine;

/// <summary>An example of a command's help.</summary>
/// <param name="Text">The command line, without <c>kmen</c>.</param>
/// <param name="Meaning">What it does, one line.</param>
sealed record Example(string Text, string Meaning);
