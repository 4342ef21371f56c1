using Kmen.World.Chance;
using Kmen.World.Shop;

namespace Kmen.World.People;

internal sealed partial class Census
{
    /// <summary>How long before they leave silent leavers begin to.</summary>
    public const int LeavingDays = 90;

    void ReadPatterns(int index, Person person)
    {
        var draws = Draws.For(seed, Topic.Pattern, index);
        person.Timing = Patterns.DrawTiming(ref draws);
        person.Basket = Patterns.DrawBasket(ref draws);
        person.Conduct = Patterns.DrawConduct(ref draws);
        person.OwnWeekday = draws.Below(7);
        person.Staple = (person.FirstInterest * Catalogue.ShelfSize) + draws.Below(Catalogue.ShelfSize / 3);
        person.Brand = draws.Below(Catalogue.BrandCount);
        person.HasApp = (person.Devices & 2) != 0 && draws.Chance(3000);
        person.BirthdayShift = draws.Below(6);
        person.Patience = draws.Below(256);
    }
}
