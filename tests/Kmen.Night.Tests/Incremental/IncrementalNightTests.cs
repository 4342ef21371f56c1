using Kmen.Night.Running;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Xunit.Abstractions;

namespace Kmen.Night.Tests.Incremental;

/// <summary>The shipped workspace over random days: each night built on the one before ends in the tables of a full refresh over the same history and the same registry of persons.</summary>
public sealed class IncrementalNightTests(ITestOutputHelper output)
{
    const Happening Everything = Happening.NewDay | Happening.Late | Happening.Corrected | Happening.Deleted | Happening.Merged | Happening.Split;

    /// <summary>The nights of every trial. Further ones are drawn.</summary>
    static readonly Happening[] First =
    [
        Happening.NewDay | Happening.Late | Happening.Deleted | Happening.Merged,
        Happening.ChangedTest,
        Happening.NewDay | Happening.Late | Happening.Corrected | Happening.Split | Happening.ChangedText,
    ];

    static readonly (string File, string Old, string New)[] Texts =
    [
        ("sql/marts/email_day.sql", "event_type = 'opened'", "event_type = 'clicked'"),
        ("sql/staging/stg_products.sql", "trim(name) as", "upper(trim(name)) as"),
        ("sql/staging/stg_web_events.sql", "from source", "from source where product_id is distinct from 1"),
        ("sql/marts/order_day.sql", "min(ordered_at) as first_ordered_at", "max(ordered_at) as first_ordered_at"),
        ("sql/staging/stg_orders.sql", "cast(ordered_at as timestamp) as", "cast(ordered_at as timestamp) - interval 1 hour as"),
    ];

    static bool IsThorough => Environment.GetEnvironmentVariable("KMEN_TRIALS") == "all";

    /// <summary>The suite tries one seed over three nights; <c>KMEN_TRIALS=all</c> tries more, longer, over untidy exports, and all sources.</summary>
    public static TheoryData<int, int, int, bool> Trials => IsThorough
        ? new() { { 1, 3, 0, false }, { 2, 10, 0, false }, { 3, 10, 0, false }, { 4, 10, 1, false }, { 5, 5, 0, true } }
        : new() { { 1, 3, 0, false } };

    [Theory]
    [MemberData(nameof(Trials))]
    public void Nights_BuiltOnTheOneBefore_EqualFullRefreshes(int seed, int nights, int mess, bool isWhole)
    {
        var random = new Random(seed);
        using var incremental = RetailerWorkspace.Small($"days {seed}", isWhole, mess);
        var exports = new RandomExports(Path.Combine(incremental.Folder, "incoming"), random);
        exports.Begin(RetailerWorkspace.FirstNight);
        incremental.Run(RetailerWorkspace.FirstNight).Errors.Select(error => error.ToString()).Should().BeEmpty();
        using var full = incremental.Copy();
        var taken = Incremental(incremental).ToDictionary(model => model, _ => 0);
        for (var night = 1; night <= nights; night++)
        {
            var happening = night <= First.Length ? First[night - 1] : Draw(random);
            Prepare(incremental, full, exports, happening, night, random);
            var day = RetailerWorkspace.FirstNight.AddDays(night);
            output.WriteLine($"night {night}: {happening}");
            incremental.Run(day).Errors.Select(error => error.ToString()).Should().BeEmpty();
            full.Run(day, options => options with { FullRefresh = true, Parts = NightParts.Ingest | NightParts.Build | NightParts.Publish })
                .Errors.Select(error => error.ToString()).Should().BeEmpty();
            TableComparison.Differences(incremental, full).Should().BeEmpty(because: $"night {night} of seed {seed} ({happening}) must be what a full refresh makes");
            foreach (var (model, way, reason) in Ways(incremental))
            {
                taken[model] += way == "increment" ? 1 : 0;
                if (happening is Happening.None or Happening.ChangedTest)
                {
                    // The step that resolves persons runs on every night that builds: who reads it asks which persons changed.
                    way.Should().Be(happening == Happening.ChangedTest && model == "marts.web_day" ? "tested" : model == "marts.person" ? "increment" : "carried", because: $"nothing of {model} changed");
                }
                else if (way == "built")
                {
                    output.WriteLine($"  {model} was built whole: {reason}");
                }
            }
        }

        foreach (var (model, count) in taken.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{model}: {count} of {nights} nights by key");
        }

        foreach (var what in (string[])["merged", "split"])
        {
            var events = incremental.Count($"select count(*) from identity.history where event = '{what}' and event_at > timestamp '2026-01-01'");
            output.WriteLine($"persons {what}: {events}");
            events.Should().BePositive(because: "what never happened is not tested");
        }

        taken.Where(pair => pair.Value == 0).Select(pair => pair.Key).Should().BeEmpty(because: "a path that is never taken is not tested");
    }

    void Prepare(RetailerWorkspace incremental, RetailerWorkspace full, RandomExports exports, Happening happening, int night, Random random)
    {
        if (happening.HasFlag(Happening.NewDay))
        {
            incremental.NextDay();
        }

        exports.Change(incremental.ExportDay, happening);
        full.TakeExportsOf(incremental);
        var text = Texts[random.Next(Texts.Length)];
        foreach (var workspace in (RetailerWorkspace[])[incremental, full])
        {
            if (happening.HasFlag(Happening.ChangedText))
            {
                var (from, to) = File.ReadAllText(Path.Combine(workspace.Folder, text.File)).Contains(text.New, StringComparison.Ordinal) ? (text.New, text.Old) : (text.Old, text.New);
                workspace.Edit(text.File, was => was.Replace(from, to, StringComparison.Ordinal));
            }

            if (happening.HasFlag(Happening.ChangedTest))
            {
                workspace.Edit("sql/marts/web_day.sql", was => was.Replace("column: events, min: ", "column: events, min: -", StringComparison.Ordinal));
            }
        }

        if (happening.HasFlag(Happening.ChangedText))
        {
            output.WriteLine($"night {night}: {text.File} has another text");
        }
    }

    static Happening Draw(Random random) => random.Next(8) switch
    {
        0 => Happening.None,
        1 => Happening.Corrected,
        2 => Happening.NewDay | Happening.ChangedText,
        _ => Happening.NewDay | ((Happening)random.Next(256) & Everything),
    };

    static IReadOnlyList<(string Model, string Way, string Reason)> Ways(RetailerWorkspace workspace) =>
        workspace.Read("select model, way, reason from ops.models where kind in ('incremental', 'snapshot')", row => (row.GetString(0), row.GetString(1), row.GetString(2)));

    static IEnumerable<string> Incremental(RetailerWorkspace workspace) => Ways(workspace).Select(found => found.Model);
}
