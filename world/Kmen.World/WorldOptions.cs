using System.Text.Json.Serialization;

namespace Kmen.World;

/// <summary>
/// What makes a world. The same seed, start, persons and activity are the same world: its history of 101 days is its history of 100 days and the
/// day after. Threads change nothing but the time it takes.
/// </summary>
public sealed record WorldOptions
{
    /// <summary>The most persons a world can have.</summary>
    public const int MostPersons = 10_000_000;

    /// <summary>The longest history, in days.</summary>
    public const int MostHistoryDays = 3_650;

    /// <summary>
    /// The people of the world, 1 to 10,000,000. Four in five have met the retailer before the start, all after 400 days; then others go on arriving at the
    /// same rate. Default 10,000.
    /// </summary>
    public int Persons { get; init; } = 10_000;

    /// <summary>The length of the history in days, 1 to 3,650. Default 400.</summary>
    public int HistoryDays { get; init; } = 400;

    /// <summary>
    /// The date of the history's files: they hold everything strictly before its midnight in Europe/Prague. The first day of the history
    /// lies <see cref="HistoryDays"/> before it.
    /// </summary>
    public required DateOnly End { get; init; }

    /// <summary>The first day of the history.</summary>
    public DateOnly Start => End.AddDays(-HistoryDays);

    /// <summary>Any text. Default <c>kmen</c>.</summary>
    public string Seed { get; init; } = "kmen";

    /// <summary>
    /// How often people need and browse, in per cent, 1 to 10,000. At 100, the default, a person has in 400 days about 20 events on the web, 4 lines of orders and
    /// 6 events of e-mail.
    /// </summary>
    public int ActivityPercent { get; init; } = 100;

    /// <summary>
    /// How untidy the exports are, 0 to 3. At 0, the default, people make their slips but every row keeps to its form; above it rows and files are spoilt, and each fault is
    /// listed in <c>truth/faults</c>.
    /// </summary>
    public int Mess { get; init; }

    /// <summary>How many threads work; 0, the default, for as many as there are processors. Not a property of the world.</summary>
    [JsonIgnore]
    public int Threads { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    internal void Validate()
    {
        Require(nameof(Persons), Persons, 1, MostPersons);
        Require(nameof(HistoryDays), HistoryDays, 1, MostHistoryDays);
        Require(nameof(ActivityPercent), ActivityPercent, 1, 10_000);
        Require(nameof(Mess), Mess, 0, World.Mess.FaultRates.Highest);
        Require(nameof(Threads), Threads, 0, 1024);
        if (Start.Year < 1997 || End.Year > 2095)
        {
            throw new WorldException(
                $"The history would run from {Start:yyyy-MM-dd} to {End:yyyy-MM-dd}; worlds lie between 1997 and 2095. Choose another end or fewer days.");
        }
    }

    static void Require(string name, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            throw new WorldException($"{name} is {value}; it must be from {low} to {high}.");
        }
    }
}
