using Kmen.World.Calendars;
using Kmen.World.Chance;
using Kmen.World.People;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    static readonly Lottery ViewCounts = new([380, 300, 160, 80, 40, 20, 12, 8], 1024);

    bool CanLogIn => Person.HasAccount && Person.HasEmail;

    Visit AddVisit(
        in Journeying journey, int day, int number, int carted, VisitSteps steps, bool mustLogIn, in Manner manner, ref Draws draws)
    {
        int second = Rhythms.OnlineSecond(Person.Chronotype, ref draws);
        long at = calendar.Moment(day, manner.Second >= 0 ? manner.Second : second);
        int seconds = 60 + draws.Below(240) + (carted * 40);
        int views = 1 + ViewCounts.Draw(ref draws);
        views = Person.IsLeaving(day) ? 1 : views;
        steps |= draws.Chance(3000) ? VisitSteps.Search : VisitSteps.None;
        bool logsIn = (CanLogIn & draws.Below(256) < Person.LoginShare) || mustLogIn;
        int device = Device(ref draws);
        device = manner.Device >= 0 ? manner.Device : device;
        bool secondAccount = draws.Chance(5000);
        at = number == 0 && journey.FirstAt > 0 ? journey.FirstAt : Math.Max(at, Person.ArrivalAt + 30);
        at = Math.Min(at, calendar.Midnight(day + 1) - 2);
        seconds = (int)Math.Min(seconds, calendar.Midnight(day + 1) - 1 - at);
        bool isApp = carted == 0 && steps == (steps & VisitSteps.Search) && UsesApp(day, ref device, ref draws);
        var visit = new Visit(
            day, at, seconds, journey.Need, number, journey.Day, journey.Department, views, carted, steps, device,
            logsIn ? AccountAt(at, secondAccount) : 0, number == 0 ? journey.Campaign : 0, isApp);
        if (day >= from && day < to)
        {
            Visits.Add(visit);
        }

        return visit;
    }

    // The app is for looking around; a cart is filled and paid in the browser.
    bool UsesApp(int day, ref int device, ref Draws draws)
    {
        bool likes = draws.Chance(Person.Conduct == Pattern.WeekendAppUser ? Faithful : 4000);
        if (Person.Conduct == Pattern.WeekendAppUser)
        {
            bool uses = likes && calendar.Weekday(day) is 0 or 6;
            device = uses ? 1 : device;
            return uses;
        }

        return Person.HasApp && device == 1 && likes;
    }

    Manner PatternManner(ref Draws tuning) => Person.Timing switch
    {
        Pattern.Commuter => new Manner((6 * 3600) + 1800 + tuning.Below(2 * 3600), 1),
        Pattern.NightResearcher => new Manner((22 * 3600) + tuning.Below((2 * 3600) - 600), -1),
        _ => Manner.Ordinary,
    };

    int AccountAt(long moment, bool second) => second && moment >= Person.SecondAccountAt ? 2 : 1;

    int Device(ref Draws draws)
    {
        int device = draws.Below(10) switch { < 4 => 0, < 9 => 1, _ => 2 };
        while ((Person.Devices & (1 << device)) == 0)
        {
            device = (device + 1) % 3;
        }

        return device;
    }
}
