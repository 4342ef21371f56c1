namespace Kmen.World.Lives;

[Flags]
internal enum VisitSteps
{
    None = 0,
    Search = 1,
    Checkout = 2,
}
