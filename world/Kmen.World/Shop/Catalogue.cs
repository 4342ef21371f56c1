using Kmen.World.Chance;

namespace Kmen.World.Shop;

/// <summary>
/// The products, their prices by day, and the sales. In a category the products' popularity falls as 1 / (rank + 8) (Zipf, as baskets of real
/// shops do). A product's price may change every fourth week.
/// </summary>
internal sealed class Catalogue
{
    /// <summary>Products of a category.</summary>
    public const int ShelfSize = 200;

    const int PricePeriod = 28;
    const int FirstDay = Calendars.Calendar.First;
    const int Periods = 260;
    static readonly string[] Brands =
    [
        "Orava", "Lumen", "Vltavan", "Kasto", "Bělor", "Tatran", "Moravia Lux", "Jizera", "Pluto", "Zefír", "Alka", "Norik", "Sázava", "Doma", "Pragona",
        "Kvítek", "Runa", "Stopa", "Hradan", "Metuje", "Vega", "Bohemka", "Ferrum", "Delfín", "Sokolík", "Ještěd", "Polárka", "Šumavan", "Ocún", "Labe",
    ];

    static readonly string[] Styles = ["Klasik", "Plus", "Mini", "Max", "Natur", "Profi", "Junior", "Retro", "Eko", "Komfort"];
    static readonly Lottery Popularity = Lottery.ByRank(ShelfSize, 8, 16_384);

    /// <summary>How many brands there are.</summary>
    public static readonly int BrandCount = Brands.Length;

    readonly ulong seed;
    readonly long[] prices;
    readonly int[][] byBrand;

    public Catalogue(ulong seed)
    {
        this.seed = seed;
        Products = new Product[Departments.All.Length * ShelfSize];
        prices = new long[Products.Length * Periods];
        for (int i = 0; i < Products.Length; i++)
        {
            Products[i] = Invent(i);
            FillPrices(i);
        }

        byBrand = [.. Enumerable.Range(0, Departments.All.Length * BrandCount).Select(_ => Array.Empty<int>())];
        foreach (IGrouping<int, int> group in Enumerable.Range(0, Products.Length)
            .GroupBy(i => (Products[i].Department * BrandCount) + Array.IndexOf(Brands, Products[i].Brand)))
        {
            byBrand[group.Key] = [.. group];
        }
    }

    public Product[] Products { get; }

    /// <summary>A product of the category that is sold on the day.</summary>
    public int Draw(int department, int day, ref Draws draws)
    {
        for (int attempt = 0; attempt < 8; attempt++)
        {
            int product = (department * ShelfSize) + Popularity.Draw(ref draws);
            if (IsSold(product, day))
            {
                return product;
            }
        }

        return department * ShelfSize;
    }

    public bool IsSold(int product, int day) => Products[product].LaunchDay <= day && day < Products[product].EndDay;

    /// <summary>In hellers.</summary>
    public long Price(int product, int day) => prices[(product * Periods) + Period(product, day)];

    /// <summary>The last day up to the given one on which the product's row changed: price, launch or end.</summary>
    public int ChangedDay(int product, int day)
    {
        int period = Period(product, day);
        while (period > 0 && prices[(product * Periods) + period] == prices[(product * Periods) + period - 1])
        {
            period--;
        }

        int changed = FirstDay + (period * PricePeriod) - Phase(product);
        Product row = Products[product];
        changed = Math.Max(changed, Math.Max(row.LaunchDay, FirstDay));
        return row.EndDay <= day ? Math.Max(changed, row.EndDay) : changed;
    }

    /// <summary>The discount of the category's sale in per cent, 0 where there is none: ten days of every seventy.</summary>
    public int Sale(int department, int day) =>
        IsSale(department, day) ? 10 + (5 * Draws.For(seed, Topic.Sale, department, Shifted(department, day) / 70).Below(5)) : 0;

    public static bool IsSale(int department, int day) => Shifted(department, day) % 70 < 10;

    static int Shifted(int department, int day) => day + 7000 + (department * 23);

    /// <summary>A product of the category and the brand that is sold on the day; any of the category where there is none.</summary>
    public int DrawBrand(int department, int brand, int day, ref Draws draws)
    {
        int[] own = byBrand[(department * BrandCount) + brand];
        int product = own.Length == 0 ? -1 : own[draws.Below(own.Length)];
        return product >= 0 && IsSold(product, day) ? product : Draw(department, day, ref draws);
    }

    /// <summary>The product that goes with it.</summary>
    public static int Complement(int product) => (product / ShelfSize * ShelfSize) + (((product % ShelfSize) * 7) + 13) % ShelfSize;

    /// <summary>The product became cheaper when its price last changed, which was at most four weeks ago.</summary>
    public bool HasDropped(int product, int day)
    {
        int period = Period(product, day);
        return period > 0 && prices[(product * Periods) + period] < prices[(product * Periods) + period - 1];
    }

    /// <summary>The price changes on the day.</summary>
    public bool IsRepriced(int product, int day) => day > FirstDay && Price(product, day) != Price(product, day - 1);

    Product Invent(int index)
    {
        var draws = Draws.For(seed, Topic.Catalogue, index);
        int number = index / ShelfSize;
        Department department = Departments.All[number];
        (string shelf, string[] words) = department.Shelves[draws.Below(department.Shelves.Length)];
        string brand = Brands[draws.Below(Brands.Length)];
        string word = words[draws.Below(words.Length)];
        string name = $"{char.ToUpperInvariant(word[0])}{word[1..]} {brand} {Styles[draws.Below(Styles.Length)]} {10 + draws.Below(90)}";

        // The sixth power of an even draw: most products are cheap.
        long u = draws.Below(1000);
        long cube = u * u * u / 1_000_000;
        long price = department.LowestPrice + ((department.HighestPrice - department.LowestPrice) * cube * cube / 1_000_000);
        bool isFirst = index % ShelfSize == 0;
        int launch = !isFirst && draws.Chance(1800) ? draws.Between(-150, 1500) : FirstDay;
        int end = !isFirst && draws.Chance(1800) ? launch + draws.Between(120, 3000) : int.MaxValue;
        return new Product(10_001 + index, name, number, shelf, brand, price * 100, launch, end);
    }

    void FillPrices(int index)
    {
        long basePrice = Products[index].BasePrice;
        long price = basePrice;
        for (int period = 0; period < Periods; period++)
        {
            var draws = Draws.For(seed, Topic.Price, index, period);
            if (draws.Chance(2000))
            {
                long crowns = basePrice * draws.Between(88, 118) / 10_000;
                price = (crowns * 100) + (draws.Chance(4000) ? 90 : 0);
            }

            prices[(index * Periods) + period] = price;
        }
    }

    static int Phase(int product) => product * 11 % PricePeriod;

    static int Period(int product, int day) => (day - FirstDay + Phase(product)) / PricePeriod;
}
