using Kmen.World.Chance;
using Kmen.World.People;
using Kmen.World.Shop;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    const int ClickLatest = 3;

    void ReceiveMailings()
    {
        if (!Statements.Exists(statement => statement.Purpose == Purpose.Marketing && !statement.IsPhone))
        {
            return;
        }

        long end = calendar.Midnight(to);
        foreach (Campaign campaign in world.Campaigns)
        {
            if (campaign.Day >= to)
            {
                return;
            }

            bool likes = campaign.Department < 0 || campaign.Department == Person.FirstInterest || campaign.Department == Person.SecondInterest;
            var draws = Draws.For(world.Seed, Topic.Reaction, Person.Index, campaign.Number);
            if (campaign.Day < Person.ArrivalDay || !draws.Chance(likes ? 730 : 220))
            {
                continue;
            }

            long sent = calendar.Moment(campaign.Day + draws.Below(Campaigns.Batches), (8 * 3600) + draws.Below(5400));
            int address = EmailAt(sent);
            if (sent > Person.ArrivalAt && sent < end && AllowsMarketing(address, sent))
            {
                Receive(campaign, sent, address, likes, ref draws);
            }
        }
    }

    // In seconds.
    long OpeningDelay(ref Draws draws)
    {
        long delay = Math.Min(Quantiles.Exponential(ref draws) * 18_000 / Quantiles.One, ClickLatest * 86_400);
        return Person.Conduct == Pattern.InstantOpener && draws.Chance(Faithful) ? delay / 40 : delay;
    }

    void Receive(Campaign campaign, long sent, int address, bool likes, ref Draws draws)
    {
        long handled = sent + 1 + draws.Below(90);
        if (!Person.TakesMail(address, sent) || draws.Chance(40))
        {
            Mailings.Add(new Mailing(sent, campaign.Number, address, 0, handled, 0, 0, 0));
            return;
        }

        bool isAlive = calendar.DayOf(sent) < lastDay;
        int open = (600 + (Person.Openness * 26)) * (likes ? 5 : 3) / 4;
        open = isAlive ? open : open / 3;
        long opened = draws.Chance(open) ? handled + 20 + OpeningDelay(ref draws) : 0;
        long clicked = 0;
        long unsubscribed = 0;
        if (opened > 0)
        {
            int click = (500 + (Person.Openness * 8)) * (likes ? 2 : 1) + (campaign.Discount > 0 ? Person.PriceSensitivity * 4 : 0);
            if (draws.Chance(isAlive ? click : click / 4))
            {
                clicked = opened + 5 + draws.Below(120);
            }
            else if (draws.Chance(likes ? 60 : 160))
            {
                unsubscribed = opened + 15 + draws.Below(300);
                Statements.Add(new Statement(unsubscribed, Purpose.Marketing, false, address, false, Unsubscribed + campaign.Number));
            }
        }

        Mailings.Add(new Mailing(sent, campaign.Number, address, handled, 0, opened, clicked, unsubscribed));
        int clickDay = clicked > 0 ? calendar.DayOf(clicked) : 0;
        if (clicked > 0 && Reaches(clickDay))
        {
            int department = campaign.Department < 0 ? Person.FirstInterest : campaign.Department;
            Journey(Needs.FromMailing + campaign.Number, clickDay, department, campaign, clicked + 1);
        }
    }
}
