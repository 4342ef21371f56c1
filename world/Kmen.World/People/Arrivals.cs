using Kmen.World.Chance;

namespace Kmen.World.People;

/// <summary>
/// When persons meet the retailer: four in five of the world's persons did before its start, the others do within its first 400 days, and
/// from then on as many a day as in those. A function of the person alone, so a world does not change with the length of its history.
/// </summary>
internal sealed class Arrivals(int persons, ulong seed)
{
    /// <summary>The days within which all persons of the world arrive.</summary>
    public const int Span = 400;

    const int YearsBefore = 5;
    readonly Shuffle order = new(persons, Mixing.Combine(seed, (ulong)Topic.Arrival));
    readonly int before = (int)(persons * 4L / 5);

    /// <summary>Persons with an index from here on arrive on the day or later.</summary>
    public int CountBefore(int day) =>
        day <= Span ? persons : checked((int)(persons + ((((long)(day - Span) * (persons - before)) + Span - 1) / Span)));

    /// <summary>Below 0: before the start.</summary>
    public int Day(int person)
    {
        if (person >= persons)
        {
            return Span + (int)((long)(person - persons) * Span / (persons - before));
        }

        long place = order.Of(person);
        return place < before
            ? -1 - Draws.For(seed, Topic.Arrival, person).Below(YearsBefore * 365)
            : (int)((place - before) * Span / (persons - before));
    }
}
