using Kmen.World.Chance;
using Kmen.World.Lives;
using Kmen.World.People;

namespace Kmen.World.Reactions;

/// <summary>
/// The true effect of each treatment on each person: some are moved by it, most are not, some are put off. Who is which is drawn for each treatment on its
/// own; price sensitivity moves more people to the discount, impatience makes all of them tire sooner. All figures are invented.
/// </summary>
internal static class Effects
{
    /// <summary>How long before a message others still tire people, and how long one puts people off or lends its coupon, in days.</summary>
    public const int Days = 14;

    /// <summary>What of the revenue is left after the goods are paid, in per cent.</summary>
    public const int Margin = 30;

    /// <summary>What a customer for good is worth in crowns, about: what is lost when one leaves.</summary>
    const int LifetimeMargin = 4000;

    // By treatment: persons of ten thousand who are moved, the range of their uplift; persons who are put off; what a message costs in hellers.
    static readonly (int Moved, int From, int To, int PutOff, int Cost)[] Kinds =
    [
        (1500, 50, 250, 1000, 10),
        (3000, 100, 700, 1800, 10),
        (3000, 150, 800, 400, 10),
        (2500, 100, 650, 1200, 10),
        (2000, 200, 900, 800, 10),
        (1500, 300, 1200, 2500, 4000),
        (4500, 200, 900, 500, 10),
        (3000, 50, 400, 200, 10),
    ];

    // The share of an effect that is left after so many messages in the fortnight before, in per cent.
    static readonly int[] Fresh = [100, 60, 35, 20, 12, 7, 4, 2, 1];

    public static Effect Of(Blueprint world, Person person, Treatment treatment)
    {
        (int moved, int from, int to, int putOff, _) = Kinds[(int)treatment];
        moved = treatment == Treatment.Discount ? moved * (64 + person.PriceSensitivity) / 192 : moved;
        var draws = Draws.For(world.Seed, Topic.Treatment, person.Index, (int)treatment);
        int ticket = draws.Below(10_000);
        int impatience = 255 - person.Patience;
        int uplift = ticket < moved ? draws.Between(from, to) : 0;
        int loss = ticket >= 10_000 - putOff ? draws.Between(1500, 5000) : 0;
        int dropout = (impatience / 24) + (loss > 0 ? 30 : 0);
        return new Effect(uplift, loss, 15 + (impatience / 3) + (loss > 0 ? 200 : 0), dropout);
    }

    /// <summary>The effect where others came before it: less of what is wanted, more of what is not.</summary>
    public static Effect After(in Effect effect, int messagesBefore)
    {
        int fresh = Fresh[Math.Min(messagesBefore, Fresh.Length - 1)];
        int cross = 1 + messagesBefore;
        return new Effect(
            effect.Uplift * fresh / 100, Math.Min(effect.Loss * (1 + (messagesBefore / 3)), 9000), Math.Min(effect.Unsubscribe * cross, 5000), Math.Min(effect.Dropout * cross, 2000));
    }

    /// <summary>Of the newcomer's series nothing is left after a month; of any but the offer to come back, nothing after the person has gone.</summary>
    public static Effect At(in Effect effect, Treatment treatment, Person person, int day, bool hasLeft) => treatment switch
    {
        Treatment.WelcomeSeries when day > person.ArrivalDay + 30 => effect with { Uplift = 0 },
        Treatment.RetentionOffer when hasLeft => effect with { Uplift = effect.Uplift * 2 / 5 },
        _ when hasLeft => effect with { Uplift = 0 },
        _ => effect,
    };

    /// <summary>The discount that comes with the treatment, in per cent.</summary>
    public static int Coupon(Treatment treatment) => treatment is Treatment.Discount or Treatment.RetentionOffer ? 10 : 0;

    /// <summary>What one message costs to send, in hellers.</summary>
    public static int Cost(Treatment treatment) => Kinds[(int)treatment].Cost;

    /// <summary>The margin, in hellers, that one message is expected to bring more than none: what is won less what is lost, given away and spent.</summary>
    public static long Value(in Effect effect, Treatment treatment, Person person)
    {
        // Needs of a fortnight that become orders, in ten thousandths, and an order's worth, in the mean of the world.
        long own = Life.OrdersOfFortnight(person);
        const long Basket = 450_000;
        long share = Margin - Coupon(treatment);
        long won = effect.Uplift * Basket / 10_000 * share / 100;
        long lost = own * effect.Loss / 10_000 * Basket / 10_000 * Margin / 100;
        long given = own * Basket / 10_000 * Coupon(treatment) / 100;
        return won - lost - given - Cost(treatment) - (effect.Dropout * LifetimeMargin * 100L / 10_000 * Math.Min(person.NeedRate, 4 * Quantiles.One) / Quantiles.One);
    }
}
