using Kmen.World.Chance;
using Kmen.World.People;
using Kmen.World.Shop;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    /// <summary>In so many of ten thousand needs people do as their pattern says.</summary>
    const int Faithful = 8500;

    const int LongestForRain = 12;
    const int LongestForPayday = 15;
    const int LongestForBirthday = 40;
    const int LongestForFeast = 25;
    const int Payday = 10;

    static readonly (int Month, int Day)[] Feasts = [(2, 14), (5, 10), (6, 1), (12, 6), (12, 24)];

    // The day on which what would be bought on the given day is bought: later, never earlier, and the day itself where what is waited for is too far.
    int BuyingDay(int day, ref Draws tuning) => Person.Timing switch
    {
        Pattern.RainBuyer => FirstDay(day, LongestForRain, IsWet),
        Pattern.PaydayBuyer => FirstDay(day, LongestForPayday, IsAfterPayday),
        Pattern.WeekdayRitualist => FirstDay(day, 6, it => calendar.Weekday(it) == Person.OwnWeekday),
        Pattern.BirthdayTreater => FirstDay(day, LongestForBirthday, it => IsBirthday(it + Person.BirthdayShift)),
        Pattern.Commuter => FirstDay(day, 2, it => calendar.Weekday(it) is > 0 and < 6),
        Pattern.GiftBuyer => Feast(day) is int feast ? Math.Max(day, feast - 1 - tuning.Below(9)) : day,
        _ => day,
    };

    // The next feast of giving, if it is near.
    int? Feast(int day)
    {
        for (int it = day + 1; it <= day + LongestForFeast; it++)
        {
            DateOnly date = calendar.Date(it);
            if (Feasts.Contains((date.Month, date.Day)))
            {
                return it;
            }
        }

        return null;
    }

    // The next day on which something is on sale that the person would buy anyway, by the same tastes as ever.
    (int Day, int Department) Bargain(int day, int department, ref Draws tuning)
    {
        for (int it = day; it < day + 14; it++)
        {
            for (int attempt = 0; attempt < 4; attempt++)
            {
                int other = it == day && attempt == 0 ? department : Interest(it, ref tuning);
                if (Catalogue.IsSale(other, it) && Catalogue.IsSale(other, it + 3))
                {
                    return (it, other);
                }
            }
        }

        return (day, department);
    }

    bool IsWet(int day) => world.Weather.IsWet(world.Places[Person.PlaceAt(calendar.Midnight(day))].District, day);

    bool IsAfterPayday(int day) => calendar.Date(day).Day is >= Payday and < Payday + 3;

    bool IsBirthday(int day)
    {
        DateOnly date = calendar.Date(day);
        return date.Month == Person.BirthDate.Month && date.Day == Person.BirthDate.Day;
    }

    static int FirstDay(int day, int latest, Func<int, bool> suits)
    {
        for (int it = day; it <= day + latest; it++)
        {
            if (suits(it))
            {
                return it;
            }
        }

        return day;
    }
}
