namespace Kmen.World.People;

/// <summary>A municipality.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Postcode">Five digits.</param>
/// <param name="District">The number of its district.</param>
/// <param name="HasStreets">Villages number their houses without streets.</param>
/// <param name="IsPrague">Prague has many postcodes, of which the source lists one.</param>
internal sealed record Place(Name Name, int Postcode, int District, bool HasStreets, bool IsPrague);
