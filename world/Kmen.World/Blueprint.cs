using Kmen.World.Calendars;
using Kmen.World.Chance;
using Kmen.World.Lives;
using Kmen.World.People;
using Kmen.World.Reactions;
using Kmen.World.Shop;
using Kmen.World.Skies;

namespace Kmen.World;

/// <summary>Everything about a world that does not depend on a person; immutable, shared by all threads.</summary>
internal sealed class Blueprint
{
    /// <summary>How many days beyond the end the truth looks, if nobody interferes.</summary>
    public const int Foresight = 180;

    /// <param name="options">The world.</param>
    /// <param name="end">The day before which all files end: mailings are planned until then.</param>
    public Blueprint(WorldOptions options, DateOnly end)
    {
        Seed = Mixing.Combine(Mixing.Seed(options.Seed), (ulong)options.Persons);
        Calendar = new Calendar(options.Start);
        End = Calendar.Day(end);
        ActivityPercent = options.ActivityPercent;
        Arrivals = new Arrivals(options.Persons, Seed);
        FirstNames = new FirstNames();
        Surnames = new Surnames();
        Places = new Places();
        Streets = new Streets();
        Catalogue = new Catalogue(Seed);
        Campaigns = Shop.Campaigns.Before(End + Foresight, Seed);
        Stock = new Stock(Seed, Catalogue.Products.Length);
        Weather = new Weather(Seed, Calendar, Places.Districts, -(2 * Needs.Longest), End + Foresight + Needs.Longest);
        Ids = new Ids(options.Persons, Seed);
        Census = new Census(Seed, Calendar, Arrivals, FirstNames, Surnames, Places);
    }

    public ulong Seed { get; }

    public Calendar Calendar { get; }

    /// <summary>The first day that is not written.</summary>
    public int End { get; }

    public int ActivityPercent { get; }

    public Arrivals Arrivals { get; }

    public FirstNames FirstNames { get; }

    public Surnames Surnames { get; }

    public Places Places { get; }

    public Streets Streets { get; }

    public Catalogue Catalogue { get; }

    public Campaign[] Campaigns { get; }

    public Stock Stock { get; }

    /// <summary>What reached people through the channels.</summary>
    public Messages Messages { get; private set; } = Messages.None;

    /// <summary>Adds what a day's reading of the channels brought; before anyone's life is followed.</summary>
    public void Receive(Messages messages) => Messages = messages;

    public Weather Weather { get; }

    public Ids Ids { get; }

    public Census Census { get; }

    /// <summary>Persons with an index from here on have not met the retailer yet.</summary>
    public int PersonsAtEnd => Arrivals.CountBefore(End);
}
