namespace Kmen.World.Lives;

internal enum Purpose
{
    Marketing,
    Personalisation,
    Service,
}
