using System.Globalization;
using System.Text;

namespace Kmen.Models.Tests.Incremental;

/// <summary>Tables of a small shop that change from day to day: new, late, corrected and deleted orders, prices, merged persons; on some days nothing.</summary>
internal sealed class RandomDays(Random random)
{
    readonly SortedDictionary<int, (int? Person, int? Product, int Amount)> orders = [];
    readonly SortedDictionary<(int Order, int Line), (int Product, int Quantity)> lines = [];
    readonly SortedDictionary<int, (string Category, int Price)> products = [];
    readonly SortedDictionary<int, int> links = [];
    int next = 1;

    public static IReadOnlyList<string> Tables { get; } = ["given.orders", "given.lines", "given.products", "given.links"];

    public void Begin()
    {
        for (var product = 1; product <= 12; product++)
        {
            products[product] = ("c" + (product % 3).ToString(CultureInfo.InvariantCulture), random.Next(1, 60));
        }

        for (var order = 0; order < 150; order++)
        {
            Order();
        }
    }

    public void Change(bool isEmpty)
    {
        if (isEmpty)
        {
            return;
        }

        for (var order = random.Next(5); order > 0; order--)
        {
            Order();
        }

        foreach (var id in Some(orders.Keys, 3))
        {
            orders[id] = orders[id] with { Amount = random.Next(1, 100) };
        }

        foreach (var id in Some(orders.Keys, 2))
        {
            orders.Remove(id);
        }

        foreach (var key in Some(lines.Keys, 2))
        {
            lines[key] = lines[key] with { Quantity = random.Next(1, 6) };
        }

        foreach (var key in Some(lines.Keys, 2))
        {
            lines.Remove(key);
        }

        foreach (var product in Some(products.Keys, 2))
        {
            products[product] = products[product] with { Price = random.Next(1, 60) };
        }

        if (random.Next(3) == 0)
        {
            products.Remove(Some(products.Keys, 1).FirstOrDefault());
        }

        // A merge: all that one person did is from now on another's.
        var (from, to) = (random.Next(1, 40), random.Next(1, 40));
        foreach (var id in orders.Where(order => order.Value.Person == from).Select(order => order.Key).ToList())
        {
            orders[id] = orders[id] with { Person = to };
        }

        links[random.Next(1, 40)] = to;
    }

    /// <summary>The statements that make the tables as they are.</summary>
    public string Sql()
    {
        var text = new StringBuilder("create schema if not exists given;\n");
        Table(text, "orders", "order_id bigint, person_id bigint, product_id bigint, amount decimal(18, 2)", orders.Select(order => $"({order.Key}, {Text(order.Value.Person)}, {Text(order.Value.Product)}, {order.Value.Amount})"));
        Table(text, "lines", "order_id bigint, line bigint, product_id bigint, quantity bigint", lines.Select(line => $"({line.Key.Order}, {line.Key.Line}, {line.Value.Product}, {line.Value.Quantity})"));
        Table(text, "products", "product_id bigint, category varchar, price decimal(18, 2)", products.Select(product => $"({product.Key}, '{product.Value.Category}', {product.Value.Price})"));
        Table(text, "links", "old_id bigint, person_id bigint", links.Select(link => $"({link.Key}, {link.Value})"));
        return text.ToString();
    }

    void Order()
    {
        var id = next++;
        orders[id] = (random.Next(12) == 0 ? null : random.Next(1, 40), random.Next(12) == 0 ? null : random.Next(1, 14), random.Next(1, 100));
        for (var line = random.Next(3); line > 0; line--)
        {
            lines[(id, line)] = (random.Next(1, 14), random.Next(1, 6));
        }
    }

    List<T> Some<T>(IEnumerable<T> all, int count) => [.. all.OrderBy(_ => random.Next()).Take(random.Next(count + 1))];

    static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    static void Table(StringBuilder text, string name, string columns, IEnumerable<string> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"create or replace table given.{name} ({columns});\n");
        var all = rows.ToList();
        if (all.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"insert into given.{name} values {string.Join(", ", all)};\n");
        }
    }
}
