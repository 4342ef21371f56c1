namespace Kmen.World.Shop;

/// <summary>A category of the catalogue. Everything about it is invented.</summary>
/// <param name="Name">The category.</param>
/// <param name="LowestPrice">In crowns.</param>
/// <param name="HighestPrice">In crowns; most products are near the lowest.</param>
/// <param name="WomenWeight">How many women of a hundred like it, about.</param>
/// <param name="MenWeight">How many men of a hundred like it, about.</param>
/// <param name="Season">Demand by month, January first, in per cent.</param>
/// <param name="Shelves">Subcategories, each with the words its products are called by.</param>
internal sealed record Department(
    string Name, int LowestPrice, int HighestPrice, int WomenWeight, int MenWeight, int[] Season, (string Name, string[] Words)[] Shelves);
