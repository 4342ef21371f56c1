namespace Kmen.World.Lives;

/// <summary>How a visit is made where a pattern says so.</summary>
/// <param name="Second">The second of the day, or -1 for the person's ordinary hours.</param>
/// <param name="Device">The device, or -1 for any of the person's.</param>
internal readonly record struct Manner(int Second, int Device)
{
    public static readonly Manner Ordinary = new(-1, -1);
}
