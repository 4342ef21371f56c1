namespace Kmen.World.Shop;

/// <summary>A product of the catalogue.</summary>
/// <param name="Id">The id in the exports.</param>
/// <param name="Name">The name in Czech.</param>
/// <param name="Department">The index of its category.</param>
/// <param name="Subcategory">The subcategory.</param>
/// <param name="Brand">An invented brand.</param>
/// <param name="BasePrice">In hellers, before the changes of <see cref="Catalogue"/>.</param>
/// <param name="LaunchDay">Sold from this day on.</param>
/// <param name="EndDay">Not sold from this day on.</param>
internal sealed record Product(
    long Id, string Name, int Department, string Subcategory, string Brand, long BasePrice, int LaunchDay, int EndDay);
