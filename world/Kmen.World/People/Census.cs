using Kmen.World.Calendars;
using Kmen.World.Chance;

namespace Kmen.World.People;

/// <summary>Knows every person of the world by index. All shares are invented; comments would only repeat the code.</summary>
internal sealed partial class Census(ulong seed, Calendar calendar, Arrivals arrivals, FirstNames firstNames, Surnames surnames, Places places)
{
    const int Block = 8;
    const int Year = 365;
    const int HorizonDay = 4900;

    // Households fill blocks of eight persons.
    static readonly int[][] Sizes = [[1, 2, 2, 3], [2, 4, 2], [1, 1, 2, 4], [1, 3, 1, 1, 2], [4, 1, 3], [2, 2, 2, 2], [1, 1, 1, 2, 3], [3, 5]];
    static readonly long[] Activity = Quantiles.LogNormal(1.0);

    /// <summary>Fills in the person of the index.</summary>
    public void Read(int index, Person person)
    {
        person.Index = index;
        person.ArrivalDay = arrivals.Day(index);
        int member = ReadHousehold(index, person);
        ReadIdentity(index, member, person);
        var draws = Draws.For(seed, Topic.Person, index);
        person.ArrivalAt = calendar.Moment(person.ArrivalDay, Math.Min(Rhythms.OnlineSecond(1, ref draws), 23 * 3600));
        ReadContacts(index, member, person);
        ReadTraits(index, person);
        ReadPatterns(index, person);
        ReadHonesty(index, person);
    }

    int ReadHousehold(int index, Person person)
    {
        int block = index / Block;
        int[] pattern = Sizes[Draws.For(seed, Topic.Household, -1 - block).Below(Sizes.Length)];
        int first = block * Block;
        int size = pattern[0];
        for (int i = 0; index >= first + size;)
        {
            first += size;
            size = pattern[++i];
        }

        person.Household = first;
        person.HouseholdSize = size;
        var draws = Draws.For(seed, Topic.Household, first);
        person.Place = places.Draw(ref draws);
        person.LaterPlace = draws.Chance(6500) ? person.Place : places.Draw(ref draws);
        person.MoveAt = After(-5 * Year, 16 * Year, ref draws);
        return index - first;
    }

    void ReadIdentity(int index, int member, Person person)
    {
        var home = Draws.For(seed, Topic.Household, person.Household, 1);
        bool headIsWoman = home.Chance(5000);
        int headAge = 19 + Math.Min(home.Below(64), home.Below(75));
        int homeSurname = surnames.Draw(ref home);
        person.Origin = ForeignNames.DrawOrigin(ref home);
        homeSurname = person.Origin > 0 ? Surnames.DrawForeign(person.Origin, ref home) : homeSurname;

        var own = Draws.For(seed, Topic.Household, index, 2);
        int age = member switch
        {
            0 => headAge,
            1 => Math.Clamp(headAge + own.Between(-6, 6), 18, 95),
            _ => headAge >= 44 ? headAge - own.Between(22, 26) : headAge + own.Between(22, 34),
        };
        person.IsWoman = member switch { 0 => headIsWoman, 1 => headIsWoman != own.Chance(9700), _ => own.Chance(5000) };
        int start = calendar.Date(0).Year;
        person.BirthDate = new DateOnly(start - age, 1, 1).AddDays(own.Below(365));
        bool sharesSurname = member == 0 || own.Chance(member == 1 ? 7200 : 8500);
        person.Surname = sharesSurname ? homeSurname : surnames.Draw(ref own);
        person.FirstName = person.Origin > 0 ? firstNames.DrawForeign(person.IsWoman, person.Origin, ref own) : firstNames.Draw(person.IsWoman, ref own);
        person.LaterSurname = homeSurname;
        person.SurnameChangeAt = person.IsWoman && member == 1 && !sharesSurname ? After(0, 12 * Year, ref own) : Person.Never;
    }

    // A moment some days after the day, exponential with the mean given in days.
    long After(int day, int mean, ref Draws draws)
    {
        long days = Quantiles.Exponential(ref draws) * mean / Quantiles.One;
        int second = draws.Between(7 * 3600, (22 * 3600) - 1);
        return day + days > HorizonDay ? Person.Never : calendar.Moment(day + (int)days, second);
    }
}
