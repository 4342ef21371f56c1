using Kmen.World.Chance;
using Kmen.World.People;
using Kmen.World.Shop;

namespace Kmen.World.Lives;

/// <summary>What is in a basket and what it costs, in hellers; the identities of the exports hold by construction.</summary>
internal static class Till
{
    const int OtherDepartment = 2200;
    const int Faithful = 8500;
    static readonly Lottery Quantities = new([860, 100, 25, 10, 5], 1024);

    /// <summary>The product in the given place of the need's basket.</summary>
    public static (int Product, int Quantity) Item(Blueprint world, Person person, int need, int place, int department, int day)
    {
        var draws = Draws.For(world.Seed, Topic.Basket, person.Index, (need * 16L) + place);
        if (place > 0 && draws.Chance(OtherDepartment))
        {
            department = draws.Chance(5000) ? person.FirstInterest : Departments.Draw(person.IsWoman, ref draws);
        }

        // Of two products looked at, who likes luxury takes the dearer one.
        int product = Choose(world, person, need, place, department, day, ref draws);
        if (draws.Below(512) < person.Luxury)
        {
            int other = Choose(world, person, need, place, department, day, ref draws);
            product = world.Catalogue.Price(other, day) > world.Catalogue.Price(product, day) ? other : product;
        }

        return (product, 1 + Quantities.Draw(ref draws));
    }

    static int Choose(Blueprint world, Person person, int need, int place, int department, int day, ref Draws draws) => person.Basket switch
    {
        Pattern.Restocker when place == 0 && draws.Chance(Faithful) && world.Catalogue.IsSold(person.Staple, day) => person.Staple,
        Pattern.BrandDevotee when draws.Chance(Faithful) => world.Catalogue.DrawBrand(department, person.Brand, day, ref draws),
        Pattern.BundleBuyer when place == 1 && draws.Chance(Faithful) => Completing(world, person, need, department, day, ref draws),
        Pattern.PriceDropWatcher => Suiting(world, department, day, world.Catalogue.HasDropped, ref draws),
        Pattern.LowStockBuyer => Suiting(world, department, day, world.Stock.IsLow, ref draws),
        _ => world.Catalogue.Draw(department, day, ref draws),
    };

    static int Completing(Blueprint world, Person person, int need, int department, int day, ref Draws draws)
    {
        int product = Catalogue.Complement(Item(world, person, need, 0, department, day).Product);
        return world.Catalogue.IsSold(product, day) ? product : world.Catalogue.Draw(department, day, ref draws);
    }

    // What suits among a dozen things looked at, or else the last of them.
    static int Suiting(Blueprint world, int department, int day, Func<int, int, bool> suits, ref Draws draws)
    {
        int product = world.Catalogue.Draw(department, day, ref draws);
        for (int attempt = 0; attempt < 12 && !suits(product, day); attempt++)
        {
            product = world.Catalogue.Draw(department, day, ref draws);
        }

        return product;
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
