using Kmen.World.Chance;
using Kmen.World.People;
using Kmen.World.Shop;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    const int MostVisits = 5;
    static readonly Lottery Sizes = new([340, 270, 170, 110, 60, 50], 1024);
    readonly int[] visitDays = new int[MostVisits];

    // A need leads to the counter at once, or to visits on the web, and from there to an order on the web, at the counter, or to nothing.
    void Journey(int need, int day, int department, Campaign? campaign, long firstAt)
    {
        var draws = Draws.For(world.Seed, Topic.Need, Person.Index, need);
        var tuning = Draws.For(world.Seed, Topic.Pattern, Person.Index, 1L + need);
        bool follows = campaign is null && tuning.Chance(Faithful);
        department = department < 0 ? Interest(day, ref draws) : department;
        int sale = world.Catalogue.Sale(department, day) + (campaign?.Discount ?? 0);
        int natural = department;
        bool isBargain = follows && Person.Basket == Pattern.DealHunter;
        (day, department) = isBargain ? Bargain(day, department, ref tuning)
            : follows && Person.Timing == Pattern.GiftBuyer && Feast(day) is not null ? (day, Departments.DrawGift(ref tuning)) : (day, department);
        int lines = Lines(day, isBargain, ref draws, ref tuning);
        var journey = new Journeying(need, day, department, campaign?.Number ?? 0, firstAt, follows);
        bool goesStraight = draws.Below(256) < Person.ShopShare * 5 / 8;
        if (goesStraight && campaign is null)
        {
            if (draws.Chance(7800))
            {
                GoToCounter(journey, day + draws.Below(3), lines, ref draws, ref tuning);
            }

            return;
        }

        int visits = 1 + (draws.Chance(5500) ? 1 : 0) + (draws.Chance(4500) ? 1 : 0) + (draws.Chance(3000) ? 1 : 0) + (draws.Chance(2000) ? 1 : 0);
        int buys = 1900 + (visits * 350) + (Person.Decisiveness * 11) + (natural == Person.FirstInterest ? 700 : 0) + (sale * Person.PriceSensitivity * 3 / 4);
        bool decides = draws.Chance(campaign is null ? buys : buys * 3 / 4);
        if (Person.IsLeaving(day) && !decides && tuning.Chance(Faithful))
        {
            return;
        }

        Browse(journey, Person.IsLeaving(day) ? 1 : visits, lines, decides, campaign?.Discount ?? 0, ref draws, ref tuning);
    }

    void Browse(Journeying journey, int visits, int lines, bool decides, int coupon, ref Draws draws, ref Draws tuning)
    {
        bool atCounter = draws.Below(256) < Person.ShopShare / 2;
        atCounter = decides && (journey.FollowsPattern && Person.Timing is Pattern.NightResearcher or Pattern.Commuter ? Person.Timing == Pattern.NightResearcher : atCounter);
        bool abandons = !decides & draws.Chance(3300);
        int cartVisit = decides && !atCounter ? draws.Below(visits) : abandons || (atCounter && draws.Chance(2500)) ? visits - 1 : -1;
        bool asksForCheckout = abandons & draws.Chance(2500);
        bool buysOnline = decides && !atCounter;

        // Who is logged in orders from the account; most who have one log in to order.
        bool loggedIn = CanLogIn & draws.Chance(8600);
        int last = PlanVisits(journey, visits, atCounter, ref draws, ref tuning);
        int counterDay = atCounter ? CounterDay(journey, ref last, ref draws, ref tuning) : 0;
        journey = Person.Basket is Pattern.LowStockBuyer or Pattern.PriceDropWatcher ? journey with { Day = atCounter ? counterDay : last } : journey;
        visitDays[visits - 1] = last;
        Visit visit = default;
        for (int number = 0; number < visits; number++)
        {
            bool isLast = number == visits - 1;
            VisitSteps steps = isLast && (buysOnline || asksForCheckout) ? VisitSteps.Checkout : VisitSteps.None;
            Manner manner = isLast && decides && journey.FollowsPattern ? PatternManner(ref tuning) : Manner.Ordinary;
            visit = AddVisit(journey, visitDays[number], number, number == cartVisit ? lines : 0, steps, isLast && buysOnline && loggedIn, manner, ref draws);
        }

        if (buysOnline)
        {
            BuyOnline(journey, visit, lines, loggedIn, coupon, ref draws);
        }
        else if (atCounter)
        {
            BuyInShop(journey, counterDay, lines, coupon, ref draws);
        }
    }

    // Fills in the days of the visits and gives the last one's, on which an order on the web is placed.
    int PlanVisits(in Journeying journey, int visits, bool atCounter, ref Draws draws, ref Draws tuning)
    {
        int pause = journey.FollowsPattern && Person.Basket == Pattern.DealHunter ? 0 : 2 + ((255 - Person.Decisiveness) / 22);
        int day = journey.Day;
        for (int number = 0; number < visits; number++)
        {
            day += number == 0 ? 0 : pause == 0 ? draws.Below(2) : 1 + draws.Below(pause);
            visitDays[number] = day;
        }

        return journey.FollowsPattern && !atCounter ? BuyingDay(day, ref tuning) : day;
    }

    int CounterDay(in Journeying journey, ref int last, ref Draws draws, ref Draws tuning)
    {
        int day = last + 1 + draws.Below(2);
        if (journey.FollowsPattern && Person.Timing == Pattern.NightResearcher)
        {
            return last + 1;
        }

        return journey.FollowsPattern ? BuyingDay(day, ref tuning) : day;
    }

    void GoToCounter(in Journeying journey, int day, int lines, ref Draws draws, ref Draws tuning)
    {
        day = journey.FollowsPattern ? BuyingDay(day, ref tuning) : day;
        Journeying there = Person.Basket is Pattern.LowStockBuyer or Pattern.PriceDropWatcher ? journey with { Day = day } : journey;
        if (journey.FollowsPattern && Person.Timing == Pattern.NightResearcher)
        {
            AddVisit(there, day, 0, 0, VisitSteps.None, false, PatternManner(ref tuning), ref draws);
            day++;
        }

        BuyInShop(there, day, lines, 0, ref draws);
    }

    // A deal hunter buys the more for the discount; a leaver half of what they would.
    int Lines(int day, bool isBargain, ref Draws draws, ref Draws tuning)
    {
        int lines = 1 + Sizes.Draw(ref draws);
        lines += isBargain && tuning.Chance(3000) ? 1 : 0;
        return Person.IsLeaving(day) ? (lines + 1) / 2 : lines;
    }
}
