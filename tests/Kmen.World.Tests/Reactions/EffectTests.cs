using Kmen.World.Lives;
using Kmen.World.Reactions;

namespace Kmen.World.Tests.Reactions;

public sealed class EffectTests
{
    const int Persons = 40_000;

    /// <summary>Two-sided, for eight statements at 99.9 % jointly: 0.001 / 8.</summary>
    const double Joint = 3.84;

    readonly WorldOptions options = new() { Persons = Persons, HistoryDays = 30, End = new DateOnly(2025, 11, 20), Seed = "effects" };

    // A randomised split, as an analyst would make it: who is sent what is drawn, arms are compared by their means.
    [Fact]
    public void Effects_MeasuredByARandomisedSplit_AreTheTrueOnes()
    {
        int arms = Treatments.Names.Length + 1;
        var world = new Blueprint(options, options.End.AddDays(20));
        int day = world.End - 20;
        long sent = world.Calendar.Midnight(day) + (9 * 3600);
        var assignment = new Random(5);
        int[] arm = [.. Enumerable.Range(0, Persons).Select(_ => assignment.Next(arms))];
        int[] natural = Count(world, sent);
        world.Receive(new Messages(Enumerable.Range(0, Persons).Where(i => arm[i] > 0).Select(i => new Message(i, 0, sent, (Treatment)(arm[i] - 1), Channel.Call, 0, "split"))));
        int[] outcome = Count(world, sent);
        (double mean, double error) control = Mean(Enumerable.Range(0, Persons).Where(i => arm[i] == 0).Select(i => (double)outcome[i]));
        var life = new Life(world);
        for (int treated = 1; treated < arms; treated++)
        {
            var treatment = (Treatment)(treated - 1);
            double truth = 0;
            for (int i = 0; i < Persons; i++)
            {
                life.Follow(i, day, day + 1);
                Effect effect = Effects.At(Effects.Of(world, life.Person, treatment), treatment, life.Person, day, day >= life.Person.DropoutDay);
                truth += (effect.Uplift - (effect.Loss * natural[i])) / 10_000.0 / Persons;
            }

            (double mean, double error) = Mean(Enumerable.Range(0, Persons).Where(i => arm[i] == treated).Select(i => (double)outcome[i]));
            double measured = mean - control.mean;
            double deviation = Math.Sqrt((error * error) + (control.error * control.error));
            ((measured - truth) / deviation).Should().BeInRange(-Joint, Joint, because: $"{treatment}: measured {measured:f4}, true {truth:f4}, error {deviation:f4}");
        }
    }

    [Fact]
    public void Effects_OfEachTreatment_ArePositiveNoneAndNegative()
    {
        var world = new Blueprint(options, options.End);
        var person = new Kmen.World.People.Person();
        foreach (string name in Treatments.Names)
        {
            int[] signs = new int[3];
            for (int i = 0; i < 2000; i++)
            {
                world.Census.Read(i, person);
                Effect effect = Effects.Of(world, person, Treatments.Find(name)!.Value);
                signs[effect.Uplift > 0 ? 2 : effect.Loss > 0 ? 0 : 1]++;
            }

            signs.Should().OnlyContain(count => count > 15, because: name);
        }
    }

    [Fact]
    public void Effects_AfterManyMessages_AreWeakerAndMoreAnnoying()
    {
        var one = new Effect(500, 1000, 50, 10);
        Effect tenth = Effects.After(one, 9);
        tenth.Uplift.Should().BeLessThan(one.Uplift / 10);
        tenth.Loss.Should().BeGreaterThan(one.Loss);
        tenth.Unsubscribe.Should().BeGreaterThan(one.Unsubscribe * 5);
        tenth.Dropout.Should().BeGreaterThan(one.Dropout * 5);
    }

    // Orders completed in the fortnight after the moment.
    static int[] Count(Blueprint world, long sent)
    {
        var life = new Life(world);
        int day = world.Calendar.DayOf(sent);
        return [.. Enumerable.Range(0, Persons).Select(i =>
        {
            life.Follow(i, day, day + 16);
            return life.Purchases.Count(it => it.At > sent + 91 && it.At <= sent + 91 + (14 * 86_400) && !it.Has(PurchaseDetails.Cancelled));
        })];
    }

    static (double Mean, double Error) Mean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return (mean, Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / all.Length / all.Length));
    }
}
