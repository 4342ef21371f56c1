namespace Kmen.World.Shop;

/// <summary>A mailing of the retailer.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Day">The first day it is sent.</param>
/// <param name="Department">The category it is about, or -1.</param>
/// <param name="Discount">The discount it gives, in per cent.</param>
internal sealed record Campaign(int Number, int Day, int Department, int Discount);
