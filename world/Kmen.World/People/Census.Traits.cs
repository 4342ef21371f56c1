using Kmen.World.Chance;
using Kmen.World.Shop;

namespace Kmen.World.People;

internal sealed partial class Census
{
    void ReadTraits(int index, Person person)
    {
        var draws = Draws.For(seed, Topic.Traits, index);
        int age = calendar.Date(0).Year - person.BirthDate.Year;

        // Those with an account need more from this retailer than guests and passers-by.
        long rate = Quantiles.Draw(Activity, ref draws);
        person.NeedRate = person.HasAccount ? rate * 5 / 4 : rate * 2 / 5;
        person.IsRegular = draws.Chance(3500);
        person.PriceSensitivity = (draws.Below(256) + draws.Below(256)) / 2;
        person.ShopShare = Math.Clamp((person.OpenedInShop ? 110 : 20) + draws.Below(80) + ((age - 40) / 2), 0, 255);
        person.LoginShare = person.HasAccount ? 40 + draws.Below(200) : 0;
        person.Openness = Math.Min(draws.Below(256), draws.Below(256));
        person.Decisiveness = (draws.Below(256) + draws.Below(256)) / 2;
        person.Chronotype = draws.Chance(age > 55 ? 5500 : 2000) ? 0 : draws.Chance(age < 32 ? 4500 : 2000) ? 2 : 1;
        person.Luxury = (draws.Below(256) + draws.Below(256)) / 2;
        person.FirstInterest = Departments.Draw(person.IsWoman, ref draws);
        person.SecondInterest = Departments.Draw(person.IsWoman, ref draws);
        person.ThirdInterest = Departments.Draw(person.IsWoman, ref draws);
        person.Devices = (draws.Chance(6500) ? 1 : 0) | (draws.Chance(age > 65 ? 5000 : 9000) ? 2 : 0) | (draws.Chance(1500) ? 4 : 0);
        person.Devices = person.Devices == 0 ? 2 : person.Devices;

        // Lifetimes as customer: exponential, with a mean that differs from person to person (Pareto in the population).
        long mean = 300 + (Quantiles.Exponential(ref draws) * 900 / Quantiles.One);
        long life = Quantiles.Exponential(ref draws) * mean / Quantiles.One;
        person.DropoutDay = (int)Math.Min(person.ArrivalDay + life, HorizonDay);
        ReadDeath(index, age, person);
    }

    // Yearly deaths of ten thousand by age, about those of the Czech Republic; the mailbox ends a while later.
    void ReadDeath(int index, int age, Person person)
    {
        int hazard = age switch { < 40 => 8, < 50 => 20, < 60 => 55, < 70 => 150, < 80 => 380, _ => 1100 };
        var draws = Draws.For(seed, Topic.Death, index);
        long days = Quantiles.Exponential(ref draws) * Year / Quantiles.One * 10_000 / hazard;
        long death = Math.Max(person.ArrivalDay, -Year) + days;
        person.Dies = death < person.DropoutDay;
        if (person.Dies)
        {
            person.DropoutDay = (int)death;
            person.MailboxEndsAt = Math.Min(person.MailboxEndsAt, calendar.Moment((int)Math.Min(death + 60 + draws.Below(400), HorizonDay), 12 * 3600));
        }
    }
}
