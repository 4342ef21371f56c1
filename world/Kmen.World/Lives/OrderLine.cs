namespace Kmen.World.Lives;

/// <summary>A line of an order; amounts in hellers.</summary>
internal readonly record struct OrderLine(int Product, int Quantity, long UnitPrice, long Discount)
{
    public long Total => (Quantity * UnitPrice) - Discount;
}
