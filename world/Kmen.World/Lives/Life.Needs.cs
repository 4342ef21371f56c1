using Kmen.World.Calendars;
using Kmen.World.Chance;
using Kmen.World.Shop;

namespace Kmen.World.Lives;

internal sealed partial class Life
{
    /// <summary>Needs are followed from so many days before the world's start, so that its first days look like any others.</summary>
    const int WarmUp = Needs.Longest + Needs.Aftermath;

    /// <summary>The mean time between two needs of an average living person, in hours, about.</summary>
    const long NeedGap = 1420;

    /// <summary>The same between two visits without a need.</summary>
    const long IdleGap = 10000;

    /// <summary>Lives have busier and quieter times, so many days each; the factors are in per mille, their mean is about one.</summary>
    const int MoodDays = 45;

    static readonly int[] Moods = [300, 300, 400, 400, 900, 900, 1100, 1300, 2400, 2400];
    static readonly int HighestMood = Moods.Max();

    void LiveThroughNeeds()
    {
        var draws = Draws.For(world.Seed, Topic.NeedGap, Person.Index);
        bool isNew = Person.ArrivalDay >= -WarmUp;
        long hour = (isNew ? Person.ArrivalDay : -WarmUp) * 24L;
        long last = Math.Min(to, lastDay) * 24L;
        long mean = CandidateGap(NeedGap, Math.Max(Person.NeedRate, Quantiles.One / 100));
        for (int need = 0; ; need++)
        {
            // A newcomer's first need is what brings them.
            if (need > 0 || !isNew)
            {
                hour += Gap(mean, ref draws);
            }

            if (hour >= last)
            {
                return;
            }

            int day = DayOf(hour);
            bool happens = Happens(day, ref draws) | (need == 0 && isNew);
            if (happens && Reaches(day))
            {
                Journey(need, day, -1, null, 0);
            }
        }
    }

    // Candidates come as often as at the busiest time of the year in the person's busiest time; Happens thins them out.
    long CandidateGap(long gap, long rate) => gap * 1000 / Rhythms.Peak * 1000 / HighestMood * 100 / world.ActivityPercent * Quantiles.One / rate;

    bool Happens(int day, ref Draws draws)
    {
        int era = (day + WarmUp + (Person.Index % MoodDays)) / MoodDays;
        int mood = Moods[Draws.For(world.Seed, Topic.Mood, Person.Index, era).Below(Moods.Length)];
        return draws.Below(Rhythms.Peak * HighestMood) < Rhythms.Season(calendar.Month(day), calendar.Weekday(day)) * mood;
    }

    static int DayOf(long hour) => (int)(((hour + (WarmUp * 24)) / 24) - WarmUp);

    // Memoryless, or the mean of three memoryless gaps for regular people.
    long Gap(long mean, ref Draws draws)
    {
        long exponential = Quantiles.Exponential(ref draws);
        if (Person.IsRegular)
        {
            exponential = (exponential + Quantiles.Exponential(ref draws) + Quantiles.Exponential(ref draws)) / 3;
        }

        return 1 + (exponential * mean / Quantiles.One);
    }

    void BrowseIdly()
    {
        var draws = Draws.For(world.Seed, Topic.IdleGap, Person.Index);
        long hour = Math.Max(Person.ArrivalDay, -WarmUp) * 24L;

        // Who needs more looks around more.
        long rate = (Quantiles.One + (2 * Math.Min(Person.NeedRate, 4 * Quantiles.One))) / 3;
        long mean = CandidateGap(IdleGap, rate);
        for (int number = 0; ; number++)
        {
            hour += 1 + (Quantiles.Exponential(ref draws) * mean / Quantiles.One);
            if (hour >= to * 24L)
            {
                return;
            }

            int day = DayOf(hour);
            bool happens = Happens(day, ref draws) & draws.Chance(Curiosity(day));
            if (happens && Reaches(day))
            {
                var idle = Draws.For(world.Seed, Topic.Idle, Person.Index, number);
                int need = Needs.Idle + number;
                int department = Interest(day, ref idle);
                AddVisit(new Journeying(need, day, department, 0, 0, false), day, 0, 0, VisitSteps.None, false, Manner.Ordinary, ref idle);
            }
        }
    }

    // Ten thousandths of the idle visits that a person in love with shopping would make.
    int Curiosity(int day) => day >= lastDay ? 2_000 : Person.IsLeaving(day) ? (Person.DropoutDay - day) * 70 : 10_000;

    // The category of a need: mostly one the person likes, by the season.
    int Interest(int day, ref Draws draws)
    {
        int month = calendar.Month(day) - 1;
        for (int attempt = 0; ; attempt++)
        {
            int department = draws.Below(100) switch
            {
                < 45 => Person.FirstInterest,
                < 67 => Person.SecondInterest,
                < 78 => Person.ThirdInterest,
                _ => Departments.Draw(Person.IsWoman, ref draws),
            };
            if (attempt == 6 || draws.Below(240) < Departments.All[department].Season[month])
            {
                return department;
            }
        }
    }
}
