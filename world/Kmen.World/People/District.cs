namespace Kmen.World.People;

/// <summary>A district, the grain of the weather.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Region">The region it lies in.</param>
/// <param name="Latitude">Of its municipalities in the mean, in thousandths of a degree.</param>
/// <param name="Longitude">Likewise.</param>
internal sealed record District(Name Name, string Region, int Latitude, int Longitude);
