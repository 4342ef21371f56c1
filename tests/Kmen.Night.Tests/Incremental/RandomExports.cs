using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Night.Tests.Incremental;

/// <summary>Spoils the exports of a small world as life does, at random: rows come late or twice, files come again with other rows, dumps lose rows, accounts become one person.</summary>
/// <param name="incoming">The folder of the exports.</param>
/// <param name="random">Draws.</param>
internal sealed class RandomExports(string incoming, Random random)
{
    /// <summary>The sources of which one row tells nothing of another.</summary>
    static readonly string[] Single = ["web_events", "email_events", "consents", "campaign_results"];

    readonly Dictionary<string, List<string>> late = [];
    readonly Dumps dumps = new(incoming, random);
    int results;

    /// <summary>Gives the history results of campaigns, of which a world without messages has none.</summary>
    internal void Begin(DateOnly end) => AddResults(end, 150);

    /// <summary>Changes the exports before the night.</summary>
    /// <param name="day">The date of the newest exports.</param>
    /// <param name="happening">What happens.</param>
    internal void Change(DateOnly day, Happening happening)
    {
        if (happening.HasFlag(Happening.Corrected))
        {
            CorrectOrders(day);
            CorrectRows(day);
        }

        if (happening.HasFlag(Happening.NewDay))
        {
            AddResults(day, 4);
            Deliver(day);
            dumps.Change(day, happening);
        }

        if (happening.HasFlag(Happening.Late))
        {
            Repeat(day);
            HoldBack(day);
        }
    }

    void AddResults(DateOnly day, int count)
    {
        var accounts = Newest("customers", day);
        var results = Today("campaign_results", day);
        for (var place = 0; place < count; place++)
        {
            var email = accounts.Value(random.Next(accounts.Rows.Count), "email").Trim();
            if (email.Length > 0)
            {
                var sent = day.AddDays(-1 - random.Next(20)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                results.Rows.Add($"T{++this.results},c{random.Next(5)},{email},{sent} 09:00:00,{(random.Next(2) == 0 ? "opened" : "none")},0.00");
            }
        }

        results.Write();
    }

    /// <summary>What was held back comes now.</summary>
    void Deliver(DateOnly day)
    {
        foreach (var (source, rows) in late)
        {
            var file = Today(source, day);
            file.Rows.AddRange(rows);
            file.Write();
        }

        late.Clear();
    }

    void HoldBack(DateOnly day)
    {
        foreach (var source in Single)
        {
            var file = Today(source, day);
            late[source] = file.Take(Some(file.Rows.Count, 4));
            file.Write();
        }

        // An order and its lines come later, or its lines alone.
        var (orders, lines) = (Today("orders", day), Today("order_lines", day));
        if (Some(orders.Rows.Count, 3).OrderBy(row => Amount(orders, row, "lines_total")).Take(1).ToList() is [var order])
        {
            late["order_lines"] = lines.Take(lines.All("order_id", orders.Value(order, "order_id")));
            late["orders"] = random.Next(2) == 0 ? orders.Take([order]) : [];
            orders.Write();
            lines.Write();
        }
    }

    /// <summary>Rows of an earlier file stand in today's too: by their key they are skipped, until the earlier file comes again without them.</summary>
    void Repeat(DateOnly day)
    {
        foreach (var source in (string[])["orders", "web_events", "consents"])
        {
            var (earlier, today) = (ExportLines.Read(Earlier(source, day)), Today(source, day));
            today.Rows.AddRange(Some(earlier.Rows.Count, 3).Select(row => earlier.Rows[row]));
            today.Write();
        }
    }

    void CorrectRows(DateOnly day)
    {
        foreach (var source in Single.Where(_ => random.Next(2) == 0))
        {
            var file = ExportLines.Read(Earlier(source, day));
            _ = file.Take(Some(file.Rows.Count, 3));
            foreach (var row in Some(file.Rows.Count, 3))
            {
                file.Rows[row] = file.Rows[row].Replace("given", "withdrawn", StringComparison.Ordinal).Replace("opened", "clicked", StringComparison.Ordinal)
                    .Replace("\"view\"", "\"cart\"", StringComparison.Ordinal);
            }

            file.Write();
        }
    }

    /// <summary>Some orders of an earlier file have other lines, another state or another buyer, or are gone; sums still agree.</summary>
    void CorrectOrders(DateOnly day)
    {
        var path = Earlier("orders", day);
        var (orders, lines) = (ExportLines.Read(path), ExportLines.Read(path.Replace("orders", "order_lines", StringComparison.Ordinal)));
        foreach (var row in Some(orders.Rows.Count, 4))
        {
            var own = lines.All("order_id", orders.Value(row, "order_id"));
            switch (random.Next(6))
            {
                case 0:
                    orders.Set(row, "status", orders.Value(row, "status") == "completed" ? "cancelled" : "completed");
                    break;
                case 1:
                    orders.Set(row, "email", orders.Value(random.Next(orders.Rows.Count), "email"));
                    break;
                case 2 when own.Count > 0:
                    lines.Set(own[0], "product_id", lines.Value(random.Next(lines.Rows.Count), "product_id"));
                    break;
                case 3 when own.Count > 0:
                    Recount(orders, row, lines, own[0]);
                    break;
                case 4 when own.Count > 1:
                    Reprice(orders, row, -Amount(lines, own[^1], "line_total"));
                    _ = lines.Take([own[^1]]);
                    break;
                default:
                    _ = lines.Take(own);
                    orders.Set(row, "order_id", "");
                    break;
            }
        }

        _ = orders.Take(orders.All("order_id", ""));
        orders.Write();
        lines.Write();
    }

    static void Recount(ExportLines orders, int order, ExportLines lines, int line)
    {
        var (before, quantity) = (Amount(lines, line, "line_total"), Amount(lines, line, "quantity") + 1);
        var total = Math.Round((quantity * Amount(lines, line, "unit_price")) - Amount(lines, line, "discount"), 2, MidpointRounding.AwayFromZero);
        lines.Set(line, "quantity", quantity.ToString(CultureInfo.InvariantCulture));
        lines.Set(line, "line_total", total.ToString("0.00", CultureInfo.InvariantCulture));
        Reprice(orders, order, total - before);
    }

    static void Reprice(ExportLines orders, int order, decimal change)
    {
        foreach (var column in (string[])["lines_total", "order_total"])
        {
            orders.Set(order, column, (Amount(orders, order, column) + change).ToString("0.00", CultureInfo.InvariantCulture));
        }
    }

    static decimal Amount(ExportLines lines, int row, string column) => decimal.Parse(lines.Value(row, column), CultureInfo.InvariantCulture);

    List<int> Some(int count, int most) => [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => random.Next(Math.Max(count, 1))).Where(row => row < count).Distinct()];

    ExportLines Newest(string source, DateOnly day) => ExportLines.Read(Files(source).Last(file => string.CompareOrdinal(DateOf(file), Text(day)) <= 0));

    /// <summary>The file of the day; an empty one where the day has none.</summary>
    ExportLines Today(string source, DateOnly day)
    {
        if (Files(source).Find(file => DateOf(file) == Text(day)) is { } there)
        {
            return ExportLines.Read(there);
        }

        var other = Files(source)[^1];
        return ExportLines.Read(other).Beside(other.Replace(DateOf(other), Text(day), StringComparison.Ordinal));
    }

    string Earlier(string source, DateOnly day)
    {
        var files = Files(source).Where(file => string.CompareOrdinal(DateOf(file), Text(day)) < 0).ToList();
        return files[random.Next(files.Count)];
    }

    List<string> Files(string source) => [.. Directory.EnumerateFiles(Path.Combine(incoming, source)).Order(StringComparer.Ordinal)];

    static string DateOf(string file) => Path.GetFileName(file)[..Path.GetFileName(file).IndexOf('.', StringComparison.Ordinal)][^10..];

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
