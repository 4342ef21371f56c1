using Kmen.World.Calendars;
using Kmen.World.Chance;
using Kmen.World.People;

namespace Kmen.World.Lives;

/// <summary>
/// Follows one person at a time from their arrival to a day. What happens is a function of the world and the person; the days asked for only
/// decide what of it is listed. One object serves many persons, one thread at a time.
/// </summary>
internal sealed partial class Life(Blueprint world)
{
    const int Year = 365;
    readonly Calendar calendar = world.Calendar;
    int from;
    int lastDay;
    int to;

    public Person Person { get; } = new();

    /// <summary>All statements until the day; in the order of their making, which is not the order of time.</summary>
    public List<Statement> Statements { get; } = [];

    public List<Mailing> Mailings { get; } = [];

    public List<Visit> Visits { get; } = [];

    public List<Purchase> Purchases { get; } = [];

    /// <summary>What became of the messages that reached the person through the channels.</summary>
    public List<Reaction> Reactions { get; } = [];

    /// <summary>Lists at least everything that falls on the days from <paramref name="fromDay"/> to before <paramref name="toDay"/>.</summary>
    public void Follow(int index, int fromDay, int toDay)
    {
        from = fromDay;
        to = toDay;
        Statements.Clear();
        Mailings.Clear();
        Visits.Clear();
        Purchases.Clear();
        Reactions.Clear();
        world.Census.Read(index, Person);
        if (Person.ArrivalDay >= to)
        {
            return;
        }

        StateConsents();
        ReceiveMessages();
        ReceiveMailings();
        DropRepeatedRefusals();
        LiveThroughNeeds();
        BrowseIdly();
    }

    /// <summary>Which of the addresses a person uses at the moment: 0, and 2 after the change.</summary>
    public int EmailAt(long moment) => moment >= Person.OwnerEmailChangeAt ? 2 : 0;

    public int PhoneAt(long moment) => moment >= Person.OwnerPhoneChangeAt ? 1 : 0;

    // Relevant: can reach into the days that are listed.
    bool Reaches(int day) => day + Needs.Longest + Needs.Aftermath >= from && day < to;

    static long After(long moment, int meanDays, ref Draws draws) =>
        moment + 60 + (Quantiles.Exponential(ref draws) * meanDays / Quantiles.One * 86_400) + draws.Below(86_400);
}
