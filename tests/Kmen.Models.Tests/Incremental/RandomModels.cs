using System.Globalization;

namespace Kmen.Models.Tests.Incremental;

/// <summary>Models drawn at random from forms that analysts write, over the tables of <see cref="RandomDays"/> and over each other.</summary>
internal sealed class RandomModels(Random random)
{
    /// <summary>What a model offers to later ones: orders have order_id, person_id, product_id, amount; persons have person_id, n.</summary>
    readonly List<string> orders = ["given.orders"];
    readonly List<string> persons = [];
    readonly Random tests = new(1);

    /// <summary>The forms, with whether they can be built key by key; null: only on days on which nothing changed in the columns that the form looks at.</summary>
    public static IReadOnlyList<(string Name, bool? ByKey)> Forms { get; } =
    [
        ("group", true), ("group_two", true), ("left_join", true), ("left_join_total", true), ("exists", true), ("not_exists", true), ("semi", true), ("anti", true),
        ("window", true), ("qualify", true), ("distinct", true), ("distinct_on", true), ("union", true), ("union_all", true), ("except", true), ("intersect", true), ("full_join", true),
        ("two_joins", true), ("two_hops", true), ("correlated", true), ("in_list", true), ("not_in", true), ("view", true), ("having", true), ("expression_key", true),
        ("comma_join", true), ("self_join", true), ("case_link", true), ("cte_twice", true), ("window_all", false), ("limit", false), ("two_columns", true), ("total", null), ("scalar_max", null),
        ("pairs", true), ("hints", true), ("known_key", true), ("narrow", true), ("schema_column", true), ("ordered", true),
        ("both_ends", true),
    ];

    /// <summary>Writes models of all forms in random order; their names by form.</summary>
    public IReadOnlyDictionary<string, string> Write(TestWorkspace workspace)
    {
        var names = new Dictionary<string, string>();
        foreach (var (form, _) in Forms.OrderBy(_ => random.Next()).ToList())
        {
            var name = $"marts.{form}";
            var (grain, sql, offers) = Draw(form, workspace);
            workspace.Model(name, sql, $"description: Drawn.\ngrain: [{grain}]\nmaterialized: incremental\ntests:\n{string.Join('\n', Tests(grain, offers).OrderBy(_ => tests.Next()).Take(3).Select(test => $"  - {test}\n    severity: warn"))}");
            names[name] = form;
            if (offers == "orders")
            {
                orders.Add(name);
            }
            else if (offers == "persons")
            {
                persons.Add(name);
            }
        }

        foreach (var (name, sql) in Checks)
        {
            workspace.Write($"sql/checks/{name}.sql", $"/* kmen\nseverity: warn\n*/\n{sql}");
        }

        return names;
    }

    /// <summary>Checks that return rows on some days and none on others.</summary>
    public static IReadOnlyDictionary<string, string> Checks { get; } = new Dictionary<string, string>
    {
        ["orphans"] = "select l.order_id, l.person_id from marts.left_join as l anti join marts.left_join_total as o on o.order_id = l.order_id and o.person_id = l.person_id where l.amount > 98",
        ["heavy"] = "select person_id, sum(amount) as amount from marts.left_join where person_id is not null group by person_id having sum(amount) > 900",
        ["unsold"] = "with sold as (select person_id, count(*) as n from marts.left_join group by person_id) select coalesce(p.person_id, sold.person_id) as person_id, sold.n from marts.full_join as p full join sold on sold.person_id = p.person_id where sold.n > 12",
        ["impossible"] = "select order_id, amount from marts.left_join where amount < 0 union all select order_id, person_id from marts.union_all where person_id < 0",
    };

    /// <summary>Tests that some rows fail, so that their numbers can be compared.</summary>
    IEnumerable<string> Tests(string grain, string? offers)
    {
        var columns = grain.Split(", ");
        yield return $"unique: [{grain}]";
        yield return $"unique: [{columns[0]}]";
        yield return $"not_null: [{grain}]";
        if (columns.Contains("person_id"))
        {
            yield return "relationships: { column: person_id, to: given.links, field: old_id }";
        }

        if (offers == "orders")
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"accepted_range: {{ column: amount, max: {tests.Next(20, 90)} }}");
            yield return "unique: [person_id, product_id]";
            yield return "expression: amount <> 7 and product_id is not null";
            yield return "expression: amount >= (select min(price) from given.products)";
            yield return "relationships: { column: product_id, to: given.products }";
        }
    }

    (string Grain, string Sql, string? Offers) Draw(string form, TestWorkspace workspace)
    {
        var o = orders[random.Next(orders.Count)];
        var other = orders[random.Next(orders.Count)];
        var k = random.Next(2) == 0 ? "person_id" : "product_id";
        var least = random.Next(2, 40).ToString(CultureInfo.InvariantCulture);
        var filter = random.Next(2) == 0 ? "" : $" where o.amount > {least}";
        return form switch
        {
            "group" => ("person_id", $"select o.person_id, count(*) as n, sum(o.amount) as amount from {o} as o{filter} group by o.person_id", "persons"),
            "group_two" => ("person_id, product_id", $"select person_id, product_id, max(amount) as most from {o} group by all", null),
            "left_join" => ("order_id", $"select o.order_id, o.person_id, o.product_id, o.amount, p.category, p.price from {o} as o left join given.products as p on p.product_id = o.product_id{filter}", "orders"),
            "left_join_total" => ("order_id", $"with t as (select product_id, count(*) as sold, sum(amount) as all_amount from {other} group by product_id) select o.order_id, o.person_id, o.product_id, o.amount, t.sold, t.all_amount from {o} as o left join t using (product_id)", "orders"),
            "exists" => ("order_id", $"select o.order_id, o.person_id, o.product_id, o.amount from {o} as o where exists (select 1 from given.lines as l where l.order_id = o.order_id and l.quantity > 2)", "orders"),
            "not_exists" => ("order_id", $"select o.order_id, o.person_id, o.product_id, o.amount from {o} as o where not exists (select 1 from {other} as later where later.person_id = o.person_id and later.order_id > o.order_id)", "orders"),
            "semi" => (k, $"select o.{k}, count(*) as n from {o} as o semi join given.products as p on p.product_id = o.product_id and p.price > {least} group by o.{k}", k == "person_id" ? "persons" : null),
            "anti" => ("order_id", $"select o.order_id, o.person_id, o.product_id, o.amount from {o} as o anti join given.lines as l on l.order_id = o.order_id", "orders"),
            "window" => ("order_id", $"select * from (select o.order_id, o.person_id, o.product_id, o.amount, row_number() over (partition by o.person_id order by o.amount desc, o.order_id) as place from {o} as o) as ranked where place <= 2", "orders"),
            "qualify" => ("person_id", $"select o.person_id, o.order_id, o.product_id, o.amount from {o} as o qualify row_number() over (partition by o.person_id order by o.order_id) = 1", null),
            "distinct" => ("person_id, product_id", $"select distinct o.person_id, o.product_id, p.category from {o} as o left join given.products as p on o.product_id = p.product_id", null),
            "distinct_on" => ("product_id", $"select distinct on (product_id) product_id, order_id, amount from {o} order by product_id, amount desc, order_id", null),
            "union" => (k, $"select {k} from {o} where amount > {least} union select {k} from {other} where amount < 10", null),
            "union_all" => ("order_id, side", $"select order_id, person_id, 'a' as side from {o} union all select order_id, person_id, 'b' from given.lines join given.orders using (order_id)", null),
            "except" => (k, $"select {k} from {o} except select {k} from {other} where amount > {least}", null),
            "intersect" => ("person_id", $"select person_id, product_id from {o} intersect select person_id, product_id from {other}", null),
            "full_join" => ("person_id", $"with a as (select person_id, count(*) as n from {o} group by person_id), b as (select person_id, sum(amount) as amount from {other} where amount > {least} group by person_id) select person_id, coalesce(a.n, 0) as n, b.amount from a full join b using (person_id)", "persons"),
            "two_joins" => ("order_id, line", $"select l.order_id, l.line, o.person_id, p.category from given.lines as l join {o} as o on o.order_id = l.order_id left join given.products as p on p.product_id = l.product_id", null),
            "two_hops" => ("person_id", $"select o.person_id, sum(l.quantity * p.price) as list_amount from {o} as o join given.lines as l on l.order_id = o.order_id join given.products as p on p.product_id = l.product_id group by o.person_id", null),
            "correlated" => ("order_id", $"select o.order_id, (select max(l.quantity) from given.lines as l where l.order_id = o.order_id) as most from {o} as o", null),
            "in_list" => ("order_id", $"select o.order_id, o.person_id, o.product_id, o.amount from {o} as o where o.product_id in (select product_id from given.products where price > {least})", "orders"),
            "not_in" => ("order_id", $"select o.order_id from {o} as o where o.product_id not in (select product_id from given.products where price > {least})", null),
            "view" => View(workspace, o),
            "having" => ("person_id", $"select person_id, count(distinct product_id) as products from {o} group by person_id having count(*) > 1 and min(amount) < {least}", null),
            "expression_key" => ("bucket", $"select order_id % 7 as bucket, count(*) as n, sum(amount) as amount from {o} group by order_id % 7", null),
            "comma_join" => ("order_id", $"select o.order_id, p.category from {o} as o, given.products as p where p.product_id = o.product_id and p.price > 3", null),
            "self_join" => ("order_id, other_id", $"select a.order_id, b.order_id as other_id, a.person_id from {o} as a join {other} as b on b.person_id = a.person_id and b.order_id > a.order_id", null),
            "two_columns" => ("order_id", $"with t as (select person_id, product_id, count(*) as n from {other} group by all) select o.order_id, o.person_id, t.n from {o} as o left join t on t.person_id = o.person_id and t.product_id = o.product_id", null),
            "case_link" => ("order_id", $"select o.order_id, coalesce(l.person_id, o.person_id) as person_id from {o} as o left join given.links as l on l.old_id = o.person_id", null),
            "cte_twice" => ("person_id", $"with f as (select * from {o} where amount > {least}) select a.person_id, count(*) as n, (select count(*) from f where f.person_id = a.person_id and f.amount > 50) as big from f as a group by a.person_id", null),
            // Each side of the join knows a half of the key, and knows it by a join of its own.
            "pairs" => ("person_id, other_id", $"with seen as (select l.product_id, o.person_id, o.amount from given.lines as l join {o} as o on o.order_id = l.order_id) select a.person_id, b.person_id as other_id, count(*) as n, max(a.amount) as most from seen as a join seen as b on b.product_id = a.product_id and b.person_id > a.person_id group by a.person_id, b.person_id", null),
            "hints" => ("person_id", $"with hints as (select o.person_id, 'ordered' as kind, p.product_id as hint from {o} as o join given.products as p on p.product_id = o.product_id union all select o.person_id, 'line', l.product_id from {other} as o join given.lines as l on l.order_id = o.order_id) select hints.person_id, count(*) as n, sum(q.price) as price from hints join given.products as q on q.product_id = hints.hint where q.price > {least} group by hints.person_id", "persons"),
            "known_key" => ("product_id", $"select o.product_id, count(*) as n, max(o.amount) as most from {o} as o where o.product_id is not null group by o.product_id", null),
            "narrow" => ("order_id", $"select o.order_id, p.category from {o} as o left join given.products as p on p.product_id = o.product_id", null),
            // A mention that cannot be led elsewhere, because its schema stands before a column.
            "schema_column" => ("order_id, other_id", "select given.orders.order_id, b.order_id as other_id from given.orders join given.orders as b on b.person_id = given.orders.person_id and b.order_id > given.orders.order_id", null),
            "ordered" => ("person_id", $"select person_id, list(product_id order by order_id) as products from (select * from {o} order by amount, order_id) as sorted group by person_id", null),
            // One mention whose rows are told by one column or by the other.
            "both_ends" => ("id, side", $"with e as (select * from {o} where amount > {least} and person_id is not null and product_id is not null) select person_id as id, 'person' as side, count(*) as n, sum(amount) as amount from e group by person_id union all select product_id, 'product', count(*), min(amount) from e group by product_id", null),
            "window_all" => ("order_id", $"select order_id, rank() over (order by amount desc, order_id) as place from {o}", null),
            "limit" => ("order_id", $"select order_id, amount from {o} order by amount desc, order_id limit 5", null),
            "total" => ("order_id", $"select o.order_id, o.amount / nullif(t.amount, 0) as share from {o} as o cross join (select sum(amount) as amount from {other}) as t", null),
            _ => ("order_id", $"select o.order_id, o.amount from {o} as o where o.amount > (select max(price) / 4 from given.products)", null),
        };
    }

    static (string Grain, string Sql, string? Offers) View(TestWorkspace workspace, string o)
    {
        workspace.Model("marts.seen", $"select person_id, order_id, amount from {o} where amount > 1", "description: A view.\nmaterialized: view");
        return ("person_id", "select person_id, sum(amount) as amount, count(*) as n from marts.seen group by person_id", null);
    }
}
