using Kmen.World.Calendars;
using Kmen.World.Chance;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    void BuyOnline(in Journeying journey, in Visit visit, int lines, bool loggedIn, int coupon, ref Draws draws)
    {
        PurchaseDetails details = (draws.Chance(320) & journey.Need < Needs.FromMessage ? PurchaseDetails.Cancelled : 0) | (draws.Chance(6000) ? PurchaseDetails.ShowsCard : 0)
            | (draws.Chance(7000) ? PurchaseDetails.StatesPhone : 0) | (!loggedIn & draws.Chance(150) ? PurchaseDetails.Mistyped : 0);
        long at = Math.Min(visit.At + visit.Seconds + 1 + draws.Below(90), calendar.Midnight(visit.Day + 1) - 1);
        if (IsLost(journey.Need, at))
        {
            return;
        }

        coupon = Coupon(coupon, at);
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
        if (IsLost(journey.Need, at))
        {
            return;
        }

        coupon = Coupon(coupon, at);
        Purchases.Add(new Purchase(day, at, journey.Need, journey.Day, journey.Department, lines, false, coupon, 0, 0, details, 0));
    }
}
