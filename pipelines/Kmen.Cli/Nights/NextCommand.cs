namespace Kmen.Cli.Nights;

/// <summary>A command to go on with.</summary>
/// <param name="Command">The command line.</param>
/// <param name="Meaning">What it shows or does.</param>
sealed record NextCommand(string Command, string Meaning);
