namespace Kmen.World.Lives;

[Flags]
internal enum PurchaseDetails
{
    None = 0,
    Cancelled = 1,
    ShowsCard = 2,
    StatesPhone = 4,

    /// <summary>The e-mail was typed with a slip.</summary>
    Mistyped = 8,
}
