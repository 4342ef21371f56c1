using Kmen.World.Chance;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    /// <summary>Causes from here on are withdrawals by a link in a mailing: this and the mailing's number.</summary>
    const int Unsubscribed = 1 << 10;

    const int Renewed = 500;

    // Who borrows an address states nothing about it, so an address has the statements of one person.
    void StateConsents()
    {
        var draws = Draws.For(world.Seed, Topic.Consent, Person.Index);
        if (Person.OwnsEmail && Person.HasEmail && (Person.HasAccount || Person.HasNewsletter))
        {
            bool marketing = Person.HasNewsletter | draws.Chance(5600);
            bool personalisation = draws.Chance(marketing ? 5500 : 800);
            bool service = Person.HasAccount & draws.Chance(7000);
            State(Purpose.Marketing, false, marketing, 1);
            State(Purpose.Personalisation, false, personalisation, 2);
            State(Purpose.Service, false, service, 3);
        }

        // About a number that is not theirs people state nothing.
        if (Person.OwnsPhone && Person.HasPhone && Person.HasAccount && !Person.GivesFalsePhone)
        {
            State(Purpose.Marketing, true, draws.Chance(2400), 4);
            State(Purpose.Service, true, draws.Chance(3500), 5);
        }
    }

    // The history of one purpose: given on arrival or never or later, withdrawn, given again; renewed for a new address or not.
    void State(Purpose purpose, bool isPhone, bool givenOnArrival, int track)
    {
        var draws = Draws.For(world.Seed, Topic.Consent, Person.Index, track);
        long arrival = Person.ArrivalAt + 1;
        long end = calendar.Midnight(to);
        long change = isPhone ? Person.PhoneChangeAt : Person.EmailChangeAt;
        long given = givenOnArrival ? arrival : After(arrival, 25 * Year, ref draws);
        long withdrawn = After(given, 12 * Year, ref draws);
        long again = draws.Chance(2500) ? After(withdrawn, 240, ref draws) : long.MaxValue;
        bool renews = draws.Chance(6000);
        int cause = track * 8;
        Add(given, true, cause);
        Add(withdrawn, false, cause + 1);
        Add(again, true, cause + 2);
        bool holds = change > given && (change <= withdrawn || change > again);
        if (renews && holds && change != long.MaxValue)
        {
            Add(change + 90, true, Renewed + cause);
        }

        void Add(long at, bool isGiven, int number)
        {
            if (at < end)
            {
                Statements.Add(new Statement(at, purpose, isPhone, isPhone ? PhoneAt(at) : EmailAt(at), isGiven, number));
            }
        }
    }

    // The latest statement about the address before the moment; a withdrawal of the same second wins.
    bool AllowsMarketing(int address, long moment)
    {
        bool isGiven = false;
        long latest = long.MinValue;
        foreach (Statement statement in Statements)
        {
            if (statement.Purpose == Purpose.Marketing && !statement.IsPhone && statement.Address == address && statement.At < moment
                && (statement.At > latest || (statement.At == latest && !statement.IsGiven)))
            {
                latest = statement.At;
                isGiven = statement.IsGiven;
            }
        }

        return isGiven;
    }
}
