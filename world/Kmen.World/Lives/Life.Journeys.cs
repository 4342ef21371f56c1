using Kmen.World.Calendars;
using Kmen.World.Chance;
using Kmen.World.Shop;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    static readonly Lottery Sizes = new([340, 270, 170, 110, 60, 50], 1024);
    static readonly Lottery ViewCounts = new([380, 300, 160, 80, 40, 20, 12, 8], 1024);

    // A need leads to the counter at once, or to visits on the web, and from there to an order on the web, at the counter, or to nothing.
    void Journey(int need, int day, int department, Campaign? campaign, long firstAt)
    {
        var draws = Draws.For(world.Seed, Topic.Need, Person.Index, need);
        department = department < 0 ? Interest(day, ref draws) : department;
        var journey = new Journeying(need, day, department, campaign?.Number ?? 0, firstAt);
        int lines = 1 + Sizes.Draw(ref draws);
        bool goesStraight = draws.Below(256) < Person.ShopShare * 5 / 8;
        if (goesStraight && campaign is null)
        {
            if (draws.Chance(7800))
            {
                BuyInShop(journey, day + draws.Below(3), lines, 0, ref draws);
            }

            return;
        }

        int visits = 1 + (draws.Chance(5500) ? 1 : 0) + (draws.Chance(4500) ? 1 : 0) + (draws.Chance(3000) ? 1 : 0) + (draws.Chance(2000) ? 1 : 0);
        int sale = world.Catalogue.Sale(department, day) + (campaign?.Discount ?? 0);
        int buys = 1900 + (visits * 350) + (Person.Decisiveness * 11) + (department == Person.FirstInterest ? 700 : 0) + (sale * Person.PriceSensitivity * 3 / 4);
        buys = campaign is null ? buys : buys * 3 / 4;
        bool decides = draws.Chance(buys);
        bool atCounter = decides & draws.Below(256) < Person.ShopShare / 2;
        bool abandons = !decides & draws.Chance(3300);
        int cartVisit = decides && !atCounter ? draws.Below(visits) : abandons || (atCounter && draws.Chance(2500)) ? visits - 1 : -1;
        bool asksForCheckout = abandons & draws.Chance(2500);
        bool buysOnline = decides && !atCounter;

        // Who is logged in orders from the account; most who have one log in to order.
        bool loggedIn = CanLogIn & draws.Chance(8600);
        int pause = 2 + ((255 - Person.Decisiveness) / 22);
        int visitDay = day;
        Visit last = default;
        for (int number = 0; number < visits; number++)
        {
            bool isLast = number == visits - 1;
            VisitSteps steps = (isLast && (buysOnline || asksForCheckout)) ? VisitSteps.Checkout : VisitSteps.None;
            visitDay += number == 0 ? 0 : 1 + draws.Below(pause);
            last = AddVisit(journey, visitDay, number, number == cartVisit ? lines : 0, steps, isLast && buysOnline && loggedIn, ref draws);
        }

        if (buysOnline)
        {
            BuyOnline(journey, last, lines, loggedIn, campaign?.Discount ?? 0, ref draws);
        }
        else if (atCounter)
        {
            BuyInShop(journey, visitDay + 1 + draws.Below(2), lines, campaign?.Discount ?? 0, ref draws);
        }
    }

    bool CanLogIn => Person.HasAccount && Person.HasEmail;

    Visit AddVisit(in Journeying journey, int day, int number, int carted, VisitSteps steps, bool mustLogIn, ref Draws draws)
    {
        long at = calendar.Moment(day, Rhythms.OnlineSecond(Person.Chronotype, ref draws));
        int seconds = 60 + draws.Below(240) + (carted * 40);
        int views = 1 + ViewCounts.Draw(ref draws);
        steps |= draws.Chance(3000) ? VisitSteps.Search : VisitSteps.None;
        bool logsIn = (CanLogIn & draws.Below(256) < Person.LoginShare) || mustLogIn;
        int device = Device(ref draws);
        bool second = draws.Chance(5000);
        at = number == 0 && journey.FirstAt > 0 ? journey.FirstAt : Math.Max(at, Person.ArrivalAt + 30);
        at = Math.Min(at, calendar.Midnight(day + 1) - 2);
        seconds = (int)Math.Min(seconds, calendar.Midnight(day + 1) - 1 - at);
        var visit = new Visit(
            day, at, seconds, journey.Need, number, journey.Day, journey.Department, views, carted, steps, device,
            logsIn ? AccountAt(at, second) : 0, number == 0 ? journey.Campaign : 0);
        if (day >= from && day < to)
        {
            Visits.Add(visit);
        }

        return visit;
    }

    void BuyOnline(in Journeying journey, in Visit visit, int lines, bool loggedIn, int coupon, ref Draws draws)
    {
        PurchaseDetails details = (draws.Chance(320) ? PurchaseDetails.Cancelled : 0) | (draws.Chance(6000) ? PurchaseDetails.ShowsCard : 0)
            | (draws.Chance(7000) ? PurchaseDetails.StatesPhone : 0) | (!loggedIn & draws.Chance(150) ? PurchaseDetails.Mistyped : 0);
        long at = Math.Min(visit.At + visit.Seconds + 1 + draws.Below(90), calendar.Midnight(visit.Day + 1) - 1);
        int account = loggedIn ? visit.Account : 0;
        int address = account == 2 ? 3 : account == 0 && draws.Chance(3000) ? 1 : EmailAt(at);
        Purchases.Add(new Purchase(
            visit.Day, at, journey.Need, journey.Day, journey.Department, lines, true, coupon, account, address, details, visit.Device));
    }

    void BuyInShop(in Journeying journey, int day, int lines, int coupon, ref Draws draws)
    {
        long at = Math.Max(calendar.Moment(day, Rhythms.ShopSecond(ref draws)), day == Person.ArrivalDay ? Person.ArrivalAt + 60 : 0);
        PurchaseDetails details = (draws.Chance(100) ? PurchaseDetails.Cancelled : 0) | (draws.Chance(7800) ? PurchaseDetails.ShowsCard : 0);
        at = Math.Min(at, calendar.Midnight(day + 1) - 1);
        Purchases.Add(new Purchase(day, at, journey.Need, journey.Day, journey.Department, lines, false, coupon, 0, 0, details, 0));
    }

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
