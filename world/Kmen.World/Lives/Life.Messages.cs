using Kmen.World.Calendars;
using Kmen.World.Chance;
using Kmen.World.Reactions;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    /// <summary>Causes from here on are withdrawals by a link in a message: this and the message's number.</summary>
    const int UnsubscribedFromMessage = 1 << 16;

    /// <summary>How many days an order takes that a message leads to.</summary>
    const int ImpulseDays = 5;

    const int WindowSeconds = Effects.Days * 86_400;

    // Messages come in the order of their sending; each acts on the person that the earlier ones left.
    void ReceiveMessages()
    {
        lastDay = Person.DropoutDay;
        long end = calendar.Midnight(to);
        foreach (Message message in world.Messages.Of(Person.Index))
        {
            if (message.SentAt < end)
            {
                React(message);
            }
        }
    }

    void React(Message message)
    {
        var draws = Draws.For(world.Seed, Topic.Treatment, Person.Index, 100L + message.Number);
        int day = calendar.DayOf(message.SentAt);
        long delivered = message.SentAt + 1 + draws.Below(90);
        bool isMail = message.Channel == Channel.Email;
        if (isMail && (!Person.TakesMail(message.Address, message.SentAt) || draws.Chance(40)))
        {
            Reactions.Add(new Reaction(message, 0, delivered, 0, 0, 0, false, false, 0));
            return;
        }

        bool hasLeft = day >= lastDay;
        Effect effect = Effects.At(Effects.After(Effects.Of(world, Person, message.Treatment), CountBefore(message)), message.Treatment, Person, day, hasLeft);
        bool moves = draws.Chance(effect.Uplift);
        bool drivesAway = draws.Chance(effect.Dropout) && !moves && !hasLeft;
        bool unsubscribes = draws.Chance(effect.Unsubscribe) && !moves && isMail;
        bool opens = moves | unsubscribes | draws.Chance((600 + (Person.Openness * 26)) / (hasLeft ? 3 : 1));
        bool clicks = moves | (draws.Chance(600 + (Person.Openness * 6)) && opens && !unsubscribes);
        long opened = opens && isMail ? delivered + 20 + OpeningDelay(ref draws) : 0;
        long clicked = clicks && isMail ? opened + 5 + draws.Below(120) : 0;
        long unsubscribed = unsubscribes ? opened + 15 + draws.Below(300) : 0;
        Reactions.Add(new Reaction(message, delivered, 0, opened, clicked, unsubscribed, moves, drivesAway, effect.Loss));
        if (unsubscribes)
        {
            Statements.Add(new Statement(unsubscribed, Purpose.Marketing, false, message.Address, false, UnsubscribedFromMessage + message.Number));
        }

        lastDay = drivesAway ? Math.Min(lastDay, day + 1) : lastDay;
        if (moves)
        {
            BuyOnImpulse(message, Math.Max(clicked, delivered), ref draws);
        }
    }

    // On the way from the message, or in the days after it.
    void BuyOnImpulse(Message message, long from, ref Draws draws)
    {
        int number = Needs.FromMessage + message.Number;
        int day = calendar.DayOf(from);
        bool isLater = draws.Chance(5000) | calendar.Midnight(day + 1) - from < 1800;
        day += isLater ? 1 + draws.Below(ImpulseDays - 1) : 0;
        if (!Reaches(day))
        {
            return;
        }

        var journey = new Journeying(number, day, Interest(day, ref draws), 0, isLater ? 0 : from + 1, false);
        int lines = 1 + Sizes.Draw(ref draws);
        bool loggedIn = CanLogIn & draws.Chance(8600);
        Visit visit = AddVisit(journey, day, 0, lines, VisitSteps.Checkout, loggedIn, Manner.Ordinary, ref draws);
        BuyOnline(journey, visit, lines, loggedIn, Effects.Coupon(message.Treatment), ref draws);
    }

    int CountBefore(Message message)
    {
        int count = 0;
        IReadOnlyList<Message> all = world.Messages.Of(Person.Index);
        for (int i = message.Number - 1; i >= 0 && all[i].SentAt > message.SentAt - WindowSeconds; i--)
        {
            count++;
        }

        return count;
    }

    // Whether a message put the person off the order; one that a message led to is never lost.
    bool IsLost(int need, long at)
    {
        foreach (Reaction reaction in Reactions)
        {
            if (reaction.Loss > 0 && need < Needs.FromMessage && at > reaction.DeliveredAt && at <= reaction.DeliveredAt + WindowSeconds
                && Draws.For(world.Seed, Topic.Treatment, Person.Index, (1L << 40) + ((long)reaction.Message.Number << 24) + need).Chance(reaction.Loss))
            {
                return true;
            }
        }

        return false;
    }

    // A coupon is taken for what would have been bought anyway.
    int Coupon(int own, long at)
    {
        foreach (Reaction reaction in Reactions)
        {
            if (reaction.DeliveredAt > 0 && at > reaction.DeliveredAt && at <= reaction.DeliveredAt + WindowSeconds)
            {
                own = Math.Max(own, Effects.Coupon(reaction.Message.Treatment));
            }
        }

        return own;
    }

    /// <summary>Orders of a fortnight that the person makes unasked while a customer, in ten thousandths, in the mean of seasons and moods.</summary>
    public static long OrdersOfFortnight(People.Person person) => 14 * 24 * 10_000L / NeedGap * 45 / 100 * person.NeedRate / Quantiles.One;
}
