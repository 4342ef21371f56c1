using System.Globalization;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Xunit.Abstractions;

namespace Kmen.Models.Tests.Incremental;

/// <summary>Random models over random days, each night built on the one before, end in the same tables as the same nights built from nothing.</summary>
public sealed class IncrementalPropertyTests(ITestOutputHelper output)
{
    const int DaysEach = 6;

    /// <summary>The suite tries one seed, whose draws take every path; <c>KMEN_TRIALS=all</c> tries ten, <c>KMEN_TRIALS=7</c> the seventh.</summary>
    static readonly int[] Seeds = Environment.GetEnvironmentVariable("KMEN_TRIALS") switch
    {
        "all" => [.. Enumerable.Range(1, 10)],
        { Length: > 0 } seed => [int.Parse(seed, CultureInfo.InvariantCulture)],
        _ => [1],
    };

    [Fact]
    public void Increments_OfRandomModelsOverRandomDays_EqualFullRefreshes()
    {
        var taken = RandomModels.Forms.Select(form => form.Name).Concat(RandomModels.Checks.Keys).ToDictionary(form => form, _ => 0);
        foreach (var seed in Seeds)
        {
            Compare(seed, taken);
        }

        foreach (var (form, nights) in taken.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{form}: {nights} of {Seeds.Length * DaysEach} nights by key");
        }

        RandomModels.Forms.Where(form => form.ByKey == true && taken[form.Name] == 0).Should().BeEmpty(because: "a path that is never taken is not tested");
        RandomModels.Checks.Keys.Where(check => taken[check] == 0).Should().BeEmpty(because: "a path that is never taken is not tested");
        RandomModels.Forms.Where(form => form.ByKey == false && taken[form.Name] > 0).Should().BeEmpty(because: "these look across keys, and must be made whole");
    }

    static void Compare(int seed, Dictionary<string, int> taken)
    {
        using var workspace = new TestWorkspace();
        var random = new Random(seed);
        var forms = new RandomModels(random).Write(workspace);
        var days = new RandomDays(random);
        days.Begin();
        using var incremental = new Nights(workspace, isFullRefresh: false);
        using var full = new Nights(workspace, isFullRefresh: true);
        for (var day = 0; day <= DaysEach; day++)
        {
            if (day > 0)
            {
                days.Change(isEmpty: day == 3);
            }

            if (day == 4)
            {
                workspace.Model("marts.group", "select person_id, count(*) as n, min(amount) as amount from given.orders group by person_id", "description: Changed.\ngrain: person_id\nmaterialized: incremental");
            }

            var version = day == 3 ? "2" : day.ToString(CultureInfo.InvariantCulture);
            incremental.Run(days.Sql(), version, RandomDays.Tables).Select(error => error.Message).Should().BeEmpty();
            full.Run(days.Sql(), version, RandomDays.Tables).Select(error => error.Message).Should().BeEmpty();
            foreach (var (model, form) in forms)
            {
                Different(incremental.File, full.File, model).Should().Be(0, because: $"{model} of seed {seed} on day {day} must be what a full refresh makes:\n{File.ReadAllText(Path.Combine(workspace.Root, "sql", model.Replace('.', '/') + ".sql"))}");
                taken[form] += incremental.Built[model].Way == "increment" ? 1 : 0;
            }

            foreach (var check in RandomModels.Checks.Keys)
            {
                taken[check] += incremental.Built.GetValueOrDefault("checks." + check)?.Way == "increment" ? 1 : 0;
            }

            Failing(incremental, incremental).Should().Equal(Failing(full, incremental), because: $"tests of seed {seed} on day {day} must find what they find in the whole table");
            if (day == 3)
            {
                incremental.Built.Values.Should().OnlyContain(built => built.Way == "carried", because: "nothing changed on that day");
            }
        }
    }

    /// <summary>What the tests of a night found, of the tables that another has not carried over.</summary>
    static IEnumerable<string> Failing(Nights night, Nights other) => night.Tests
        .Where(test => test.Test == "check" || other.Built[test.Model].Way != "carried").Select(test => $"{test.Model} {test.Test} {test.Column} {test.Status} {test.FailingRows}").Order(StringComparer.Ordinal);

    static long Different(string one, string other, string table)
    {
        using var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = Path.GetDirectoryName(one)! });
        warehouse.Attach("one", one, readOnly: true);
        warehouse.Attach("other", other, readOnly: true);
        using var session = warehouse.Open();
        var (a, b) = ($"select * from one.{table}", $"select * from other.{table}");
        return session.Scalar<long>($"select count(*) from (({a} except all {b}) union all ({b} except all {a})) different");
    }
}
