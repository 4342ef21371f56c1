namespace Kmen.World.Lives;

/// <summary>An order. Its lines are drawn by <see cref="Till"/>.</summary>
/// <param name="Day">The day.</param>
/// <param name="At">The moment.</param>
/// <param name="Need">The need that leads to it; one order a need.</param>
/// <param name="BasketDay">The day that decides which products the need is about.</param>
/// <param name="Department">The category.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="IsWeb">Web, otherwise shop.</param>
/// <param name="Coupon">A discount in per cent.</param>
/// <param name="Account">0 as a guest, 1 first account, 2 second account.</param>
/// <param name="Address">Which e-mail a web order states.</param>
/// <param name="Details">What else is stated.</param>
/// <param name="Device">Of the web order.</param>
internal readonly record struct Purchase(
    int Day, long At, int Need, int BasketDay, int Department, int Lines, bool IsWeb, int Coupon, int Account, int Address, PurchaseDetails Details, int Device)
{
    public bool Has(PurchaseDetails detail) => (Details & detail) != 0;
}
