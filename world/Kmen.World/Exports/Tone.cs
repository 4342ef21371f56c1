namespace Kmen.World.Exports;

/// <summary>How a customer writes.</summary>
internal enum Tone
{
    Pleased,
    Plain,
    Sour,
}
