using Kmen.World.Chance;
using Kmen.World.People;
using Kmen.World.Shop;

namespace Kmen.World.Lives;

/// <summary>What is in a basket and what it costs, in hellers; the identities of the exports hold by construction.</summary>
internal static class Till
{
    const int OtherDepartment = 2200;
    static readonly Lottery Quantities = new([860, 100, 25, 10, 5], 1024);

    /// <summary>The product in the given place of the need's basket.</summary>
    public static (int Product, int Quantity) Item(Blueprint world, Person person, int need, int place, int department, int day)
    {
        var draws = Draws.For(world.Seed, Topic.Basket, person.Index, (need * 16L) + place);
        if (place > 0 && draws.Chance(OtherDepartment))
        {
            department = draws.Chance(5000) ? person.FirstInterest : Departments.Draw(person.IsWoman, ref draws);
        }

        return (world.Catalogue.Draw(department, day, ref draws), 1 + Quantities.Draw(ref draws));
    }

    public static OrderLine Line(Blueprint world, Person person, in Purchase order, int place)
    {
        (int product, int quantity) = Item(world, person, order.Need, place, order.Department, order.BasketDay);
        long price = world.Catalogue.Price(product, order.Day);
        int discount = Math.Max(order.Coupon, world.Catalogue.Sale(world.Catalogue.Products[product].Department, order.Day));
        long gross = checked(quantity * price);
        return new OrderLine(product, quantity, price, ((gross * discount) + 50) / 100);
    }

    public static (long Lines, long Shipping) Totals(Blueprint world, Person person, in Purchase order)
    {
        long total = 0;
        for (int place = 0; place < order.Lines; place++)
        {
            total += Line(world, person, order, place).Total;
        }

        long shipping = !order.IsWeb || total >= 150_000 ? 0 : (order.Need % 3) switch { 0 => 7_900, 1 => 9_900, _ => 12_900 };
        return (total, shipping);
    }
}
