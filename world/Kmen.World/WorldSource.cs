namespace Kmen.World;

/// <summary>The files made of one source.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Files">How many.</param>
/// <param name="Rows">Their rows, headers not counted.</param>
/// <param name="Bytes">Their bytes on disk.</param>
public sealed record WorldSource(string Name, int Files, long Rows, long Bytes);
