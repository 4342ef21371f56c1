namespace Kmen.Models.Documentation;

/// <summary>A destination.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">folder or webhook.</param>
/// <param name="Channel">The channel whose addresses it takes.</param>
/// <param name="Audiences">The audiences that it receives.</param>
/// <param name="Armed">The targets in which it is sent to.</param>
public sealed record PageDestination(string Name, string Kind, string Channel, IReadOnlyList<string> Audiences, IReadOnlyList<string> Armed);
