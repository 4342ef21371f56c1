using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Night.Tests.Incremental;

/// <summary>Changes the whole dumps of accounts and products. A dump replaces the one before, so what happened earlier is done to every new one.</summary>
/// <param name="incoming">The folder of the exports.</param>
/// <param name="random">Draws.</param>
internal sealed class Dumps(string incoming, Random random)
{
    static readonly string[] Identifying = ["first_name", "last_name", "birth_date", "email", "phone"];

    readonly List<(string Kept, string Other)> merged = [];
    readonly Queue<string> goneAccounts = [];
    readonly Queue<long> goneProducts = [];
    readonly Dictionary<string, string> moved = [];
    readonly List<long> recategorised = [];

    internal void Change(DateOnly day, Happening happening)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var accounts = ExportLines.Read(Path.Combine(incoming, "customers", $"customers_{date}.csv"));
        if (happening.HasFlag(Happening.Split) && merged.Count > 0)
        {
            merged.RemoveAt(0);
        }

        if (happening.HasFlag(Happening.Merged))
        {
            Merge(accounts);
        }

        if (happening.HasFlag(Happening.Deleted))
        {
            Delete(accounts);
        }

        Apply(accounts);
        Products(Path.Combine(incoming, "products", $"products_{date}.parquet"), happening);
    }

    void Merge(ExportLines accounts)
    {
        var known = Enumerable.Range(0, accounts.Rows.Count).Where(row => Identifying.All(column => accounts.Value(row, column).Length > 0)).ToList();
        for (var pair = 0; pair < 2; pair++)
        {
            var (kept, other) = (known[random.Next(known.Count)], known[random.Next(known.Count)]);
            if (kept != other)
            {
                merged.Add((accounts.Value(kept, "customer_id"), accounts.Value(other, "customer_id")));
            }
        }
    }

    void Delete(ExportLines accounts)
    {
        if (goneAccounts.Count > 3)
        {
            goneAccounts.Dequeue();
            goneProducts.Dequeue();
        }

        goneAccounts.Enqueue(accounts.Value(random.Next(accounts.Rows.Count), "customer_id"));
        goneAccounts.Enqueue(accounts.Value(random.Next(accounts.Rows.Count), "customer_id"));
        moved[accounts.Value(random.Next(accounts.Rows.Count), "customer_id")] = accounts.Value(random.Next(accounts.Rows.Count), "postcode");
    }

    void Apply(ExportLines accounts)
    {
        foreach (var (account, postcode) in moved)
        {
            accounts.Set(accounts.Find("customer_id", account), "postcode", postcode);
        }

        foreach (var (kept, other) in merged)
        {
            var (from, to) = (accounts.Find("customer_id", kept), accounts.Find("customer_id", other));
            foreach (var column in Identifying)
            {
                accounts.Set(to, column, accounts.Value(from, column));
            }
        }

        _ = accounts.Take(goneAccounts.Distinct().Select(account => accounts.Find("customer_id", account)).ToList());
        accounts.Write();
    }

    void Products(string file, Happening happening)
    {
        using var engine = RetailerWorkspace.Engine();
        using var session = engine.Open();
        if (happening.HasFlag(Happening.Deleted))
        {
            var all = session.List($"select product_id from {SqlText.Text(file)} order by product_id", row => row.GetInt64(0));
            goneProducts.Enqueue(all[random.Next(all.Count)]);
            goneProducts.Enqueue(all[random.Next(all.Count)]);
            recategorised.Add(all[random.Next(all.Count)]);
        }

        session.Execute(
            $"""
            copy (
                select * replace (case when product_id in ({Of(recategorised)}) then 'Another' else category end as category)
                from {SqlText.Text(file)} where product_id not in ({Of(goneProducts)})
            ) to {SqlText.Text(file + ".new")} (format parquet)
            """);
        File.Move(file + ".new", file, overwrite: true);
    }

    static string Of(IEnumerable<long> ids) => string.Join(", ", ids.Append(-1).Select(id => id.ToString(CultureInfo.InvariantCulture)));
}
