using Kmen.World.Lives;

namespace Kmen.World.Exports;

/// <summary>
/// Writes persons' lives into buffers, one a source and file; the work of one thread. What is written falls on the days from
/// <paramref name="from"/> to before the blueprint's end.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="from">The first day written.</param>
/// <param name="files">The number of the monthly file, by day from <paramref name="from"/> on.</param>
/// <param name="made">Its pages.</param>
/// <param name="isHistory">The first block: it states consents of earlier years and all persons known.</param>
internal sealed partial class Writing(Blueprint world, int from, int[] files, Pages made, bool isHistory)
{
    readonly Life life = new(world);
    readonly Contacts contacts = new(world);
    readonly Page[][] pages = made.Make();
    readonly long begin = isHistory ? long.MinValue : world.Calendar.Midnight(from);
    readonly long end = world.Calendar.Midnight(world.End);

    /// <summary>What was written, by source and file.</summary>
    public IReadOnlyList<Page[]> Pages => pages;

    public void Clear()
    {
        foreach (Page page in pages.SelectMany(all => all))
        {
            page.Clear();
        }
    }

    public void Write(int person)
    {
        life.Follow(person, from, isHistory ? world.End + Blueprint.Foresight : world.End);
        if (life.Person.ArrivalDay >= world.End)
        {
            return;
        }

        StartIdentities();
        WriteTruth();
        WriteCustomers();
        WriteCard();
        WriteOrders();
        WritePayments();
        WriteAftermath();
        WriteVisits();
        WriteAppVisits();
        WriteMailings();
        WriteReactions();
        WriteStatements();
        WriteSocialEngagement();
        WriteBank();
        WriteTravel();
    }

    Page On(Source source) => pages[(int)source][0];

    Page On(Source source, int day) => pages[(int)source][files[day - from]];

    bool Falls(int day) => day >= from && day < world.End;

    bool Falls(long moment) => moment >= begin && moment < end;
}
