using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kmen.World.Tests;

public sealed partial class ExportContentTests(SmallWorld small) : IClassFixture<SmallWorld>
{
    readonly ThrowAway world = small.World;

    [Fact]
    public void Orders_AmountsAndLines_AgreeToTheHeller()
    {
        ILookup<string, string[]> lines = world.Rows("order_lines").ToLookup(row => row[0]);
        List<string[]> orders = world.Rows("orders");
        orders.Should().HaveCountGreaterThan(1000);
        foreach (string[] order in orders)
        {
            string[][] own = [.. lines[order[0]]];
            own.Select(line => line[1]).Should().Equal(Enumerable.Range(1, own.Length).Select(i => i.ToString(CultureInfo.InvariantCulture)));
            own.Should().OnlyContain(line => SmallWorld.Money(line[6]) == (SmallWorld.Money(line[3]) * SmallWorld.Money(line[4])) - SmallWorld.Money(line[5]));
            SmallWorld.Money(order[9]).Should().Be(own.Sum(line => SmallWorld.Money(line[6])));
            SmallWorld.Money(order[11]).Should().Be(SmallWorld.Money(order[9]) + SmallWorld.Money(order[10]));
        }

        lines.Should().HaveCount(orders.Count, because: "every line has its order");
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("email_events")]
    [InlineData("consents")]
    [InlineData("campaign_results")]
    [InlineData("customers")]
    public void Ids_OfASource_AreUnique(string source) =>
        world.Rows(source).Select(row => row[0]).Should().HaveCountGreaterThan(500).And.OnlyHaveUniqueItems();

    [Fact]
    public void Orders_ByChannel_StateWhatTheChannelKnows()
    {
        List<string[]> orders = world.Rows("orders");
        orders.Where(order => order[2] == "shop").Should().HaveCountGreaterThan(100)
            .And.OnlyContain(order => order[3] == "" && order[4] == "" && order[5] == "" && order[7] == "", because: "a till knows only the card");
        orders.Where(order => order[2] == "web").Should().OnlyContain(order => order[4] != "" && order[7].StartsWith("c_"));
        orders.Should().Contain(order => order[2] == "web" && order[3] == "", because: "guests buy too")
            .And.Contain(order => order[2] == "shop" && order[6] != "").And.Contain(order => order[2] == "shop" && order[6] == "")
            .And.OnlyContain(order => order[8] == "completed" || order[8] == "cancelled").And.Contain(order => order[8] == "cancelled");
    }

    [Fact]
    public void Customers_InTheirFile_AreWindows1250WithTheColumnsOfTheContract()
    {
        string file = world.Files("customers").Single();
        byte[] bytes = File.ReadAllBytes(file);
        bytes.Count(value => value == '\n').Should().Be(bytes.Count(value => value == '\r'), because: "lines end with CR LF");
        Action decode = () => new System.Text.UTF8Encoding(false, true).GetString(bytes);
        decode.Should().Throw<ArgumentException>(because: "Windows-1250 with accents is no UTF-8");
        List<string[]> rows = world.Rows("customers");
        rows.Should().OnlyContain(row => row.Length == 13);
        string.Concat(rows.Select(row => row[1] + row[2] + row[8] + row[9])).Should().ContainAll("ř", "ě", "š", "č", "ž", "ý", "á", "í", "é", "ů", "Š")
            .And.MatchRegex(@"^[\p{L}0-9 ./\-,()]+$");
        rows.Should().OnlyContain(row => CustomerForms().IsMatch(string.Join(';', row.Skip(3).Take(2).Concat(row.Skip(10)))));
        rows.Where(row => row[6] != "").Should().OnlyContain(row => Phone().IsMatch(row[6]))
            .And.Contain(row => row[6].StartsWith("+420 ")).And.Contain(row => row[6].StartsWith("00420")).And.Contain(row => row[6].Length == 9);
        rows.Should().OnlyContain(row => SmallWorld.Moment(row[11]) <= SmallWorld.Moment(row[12]));
        rows.Should().Contain(row => row[11] != row[12], because: "rows change");
    }

    [Fact]
    public void WebEvents_OfTheHistory_AreJsonOfTheContract()
    {
        var ids = new HashSet<string>();
        var types = new HashSet<string>();
        foreach (string line in world.Lines("web_events"))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            JsonElement root = row.RootElement;
            string type = root.GetProperty("type").GetString()!;
            types.Add(type);
            ids.Add(root.GetProperty("event_id").GetString()!).Should().BeTrue(because: "ids are unique");
            DateTime.ParseExact(root.GetProperty("event_at").GetString()!, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            root.GetProperty("cookie_id").GetString().Should().StartWith("c_");
            root.TryGetProperty("query", out _).Should().Be(type == "search");
            root.TryGetProperty("product_id", out _).Should().Be(type is "view" or "cart");
            root.GetProperty("device").GetString().Should().BeOneOf("desktop", "phone", "tablet");
            root.GetProperty("url").GetString().Should().StartWith("https://www.obchod.example/");
        }

        types.Should().BeEquivalentTo("view", "cart", "checkout", "search");
    }

    [Fact]
    public void Files_OfAMonth_HoldThatMonthAndAreNamedByItsEnd()
    {
        TimeZoneInfo prague = TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague");
        string[] files = world.Files("orders");
        files.Select(file => Path.GetFileName(file)!).Should().Equal(
            "orders_2025-06-01.csv.gz", "orders_2025-07-01.csv.gz", "orders_2025-08-01.csv.gz", "orders_2025-09-01.csv.gz", "orders_2025-10-01.csv.gz",
            "orders_2025-11-01.csv.gz", "orders_2025-11-20.csv.gz");
        DateOnly before = small.Summary.ExportDate.AddDays(-200);
        foreach (string file in files)
        {
            DateOnly name = DateOnly.ParseExact(Path.GetFileName(file)[7..17], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            DateOnly[] days = [.. ThrowAway.Read(file, "orders").Select(line =>
                DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(SmallWorld.Moment(line.Split(',')[1]), prague)))];
            days.Min().Should().Be(before);
            days.Max().Should().Be(name.AddDays(-1));
            before = name;
        }
    }

    [Fact]
    public void Truth_OfTheHistory_NamesThePersonOfEveryRecord()
    {
        HashSet<(string, string)> known = [.. world.Rows("identities").Select(row => (row[0], row[1]))];
        known.Should().Contain(world.Rows("customers").Select(row => ("customer", row[0])));
        List<string[]> orders = world.Rows("orders");
        known.Should().Contain(orders.Select(row => ("order", row[0])));
        known.Should().Contain(orders.Where(row => row[7] != "").Select(row => ("cookie", row[7])));
        known.Should().Contain(orders.Where(row => row[4] != "").Select(row => ("email", row[4].ToLowerInvariant())));
        known.Should().Contain(orders.Where(row => row[6] != "").Select(row => ("loyalty_card", row[6])));
        known.Should().Contain(world.Rows("email_events").Select(row => ("email", row[2])));
        HashSet<string> persons = [.. world.Rows("persons").Select(row => row[0])];
        world.Rows("identities").Should().OnlyContain(row => persons.Contains(row[2]));
    }

    [Fact]
    public void Products_OfTheHistory_HoldEveryProductOrderedWithItsTypes()
    {
        using var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using System.Data.Common.DbCommand command = connection.CreateCommand();
        command.CommandText = $"select column_name, column_type from (describe select * from '{world.Files("products").Single()}')";
        var columns = new List<string>();
        using (System.Data.Common.DbDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                columns.Add(reader.GetString(0) + " " + reader.GetString(1));
            }
        }

        columns.Should().Equal(
            "product_id BIGINT", "name VARCHAR", "category VARCHAR", "subcategory VARCHAR", "brand VARCHAR", "unit_price DECIMAL(18,4)", "is_active BOOLEAN",
            "updated_at TIMESTAMP");
        command.CommandText = $"select product_id from '{world.Files("products").Single()}' order by all";
        var ids = new HashSet<string>();
        using (System.Data.Common.DbDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                ids.Add(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture));
            }
        }

        world.Rows("order_lines").Select(row => row[2]).Should().OnlyContain(id => ids.Contains(id));
    }

    [GeneratedRegex(@"^[FM]?;(\d\d\.\d\d\.\d{4})?;(\d{3} ?\d\d)?;\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")]
    private static partial Regex CustomerForms();

    [GeneratedRegex(@"^(\+420 \d{3} \d{3} \d{3}|\d{9}|00420\d{9})$")]
    private static partial Regex Phone();
}
