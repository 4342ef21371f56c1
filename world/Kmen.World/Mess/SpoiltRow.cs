namespace Kmen.World.Mess;

/// <summary>What stands in a row's place, or beside it, or in the next file.</summary>
/// <param name="Bytes">The row with its line's end.</param>
/// <param name="Kind">What was done.</param>
internal sealed record SpoiltRow(byte[] Bytes, FaultKind Kind);
