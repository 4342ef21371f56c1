using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Audiences.Tests;

public sealed class ConsentIncrementTests
{
    const int Nights = 18, GreatChange = 10;

    static readonly string[] Tables = ["audiences.consent", "audiences.eligible", "audiences.membership", "audiences.consent_proof", "audiences.definition"];

    static readonly (string Type, string Address)[] Addresses =
    [
        .. Enumerable.Range(0, 30).Select(i => ("email", string.Create(CultureInfo.InvariantCulture, $"e{i}@x.cz"))),
        .. Enumerable.Range(10, 15).Select(i => ("phone", string.Create(CultureInfo.InvariantCulture, $"+4206031234{i}"))),
    ];

    readonly Random random = new(20260101);
    readonly List<Statement> statements = [];
    readonly Dictionary<string, long> owners = [];
    readonly HashSet<(string Audience, long? Person)> inside = [];
    readonly Dictionary<long, long?> successors = [];
    readonly List<(int Day, string Event, long Person, long Other)> history = [];
    int day = 1;
    long newest = 20;

    /// <summary>Statements that come, come late, go with their export and are dated ahead; persons that merge and split; a moment that moves, and one that does not.</summary>
    [Fact]
    public void RandomNights_ByChanges_EndInTheTablesOfWholeOnes()
    {
        using var byChanges = NewNights(isByChanges: true);
        using var whole = NewNights(isByChanges: false);
        Begin();
        var (increments, clock, removed, told, reached) = (0, 0, 0, 0, 0);
        for (var night = 0; night < Nights; night++)
        {
            var before = statements.Count;
            var isQuiet = night % 5 == 4;
            removed += isQuiet || night == 0 ? 0 : Change(night);
            Move();
            foreach (var nights in new[] { byChanges, whole })
            {
                nights.Statements.Clear();
                nights.Statements.AddRange(statements);
                nights.Build(day, People());
            }

            foreach (var table in Tables)
            {
                Rows(byChanges, table).Should().Equal(Rows(whole, table), because: "night {0} of {1} is the same either way", night, table);
            }

            var message = byChanges.Results["audiences.consent"].Message;
            var changed = night == 0 ? 0 : byChanges.Session.Scalar<long>("select count(*) from (from build.audiences.consent except from previous.audiences.consent)");
            increments += message is null ? 0 : 1;
            clock += isQuiet && message is not null && changed > 0 ? 1 : 0;
            told += message is not null && changed > 0 ? 1 : 0;
            reached += byChanges.Reached().Count;
            byChanges.Results["reader"].Rows.Should().Be(night == 0 ? -1 : 0, because: "who reads consents is told what changed in night {0}", night);
            Gaps(byChanges).Should().BeLessThanOrEqualTo(0.2, because: "the file must not grow from night to night, night {0}", night);
            byChanges.Publish();
            whole.Publish();
            day += night % 4 == 3 ? 0 : 1;
        }

        increments.Should().BeInRange(Nights / 2, Nights - 2, because: "most nights change little, and one changes most of it");
        told.Should().BeGreaterThan(10);
        clock.Should().BePositive(because: "consents dated ahead become valid as the moment moves");
        removed.Should().BePositive(because: "exports are withdrawn");
        reached.Should().BeGreaterThan(100);
        history.Select(row => row.Event).Distinct().Should().HaveCount(2, because: "persons merge and split");
    }

    static TestNights NewNights(bool isByChanges)
    {
        var nights = new TestNights { IsByChanges = isByChanges, IsJudgedAlone = !isByChanges };
        if (isByChanges)
        {
            nights.Workspace = nights.Workspace with { Consents = nights.Workspace.Consents! with { Statements = "marts.statements" } };
        }

        nights.Audience("m", "marketing", "email");
        nights.Audience("n", "newsletter", "sms");
        nights.Audience("s", "service", "email");
        return nights;
    }

    void Begin()
    {
        statements.AddRange(Enumerable.Range(0, 250).Select(_ => Said(latest: 2)));
        foreach (var (_, address) in Addresses)
        {
            owners[address] = random.Next(1, 21);
        }

        inside.UnionWith(from audience in new[] { "a", "m", "n", "s" } from person in owners.Values.Distinct() where random.Next(3) > 0 select (audience, (long?)person));
    }

    /// <summary>Statements that come and go; how many went.</summary>
    int Change(int night)
    {
        statements.AddRange(Enumerable.Range(0, night == GreatChange ? 200 : random.Next(6)).Select(_ => Said(latest: day + 6)));
        if (night % 3 != GreatChange % 3)
        {
            return 0;
        }

        var gone = night == GreatChange ? 150 : random.Next(1, 4);
        statements.RemoveRange(random.Next(statements.Count - gone), gone);
        return gone;
    }

    Statement Said(int latest)
    {
        var (type, address) = Addresses[random.Next(Addresses.Length)];
        return new Statement(
            type, address, random.Next(4) switch { 0 => "service", 1 => "newsletter", _ => "marketing" }, random.Next(3) == 0 ? "sms" : "email",
            random.Next(20) == 0 ? null : random.Next(10) < 8 ? "given" : "withdrawn",
            random.Next(25) == 0 ? null : TestNights.Midnight(0).AddHours(random.Next((latest * 2) + 1) * 12));
    }

    /// <summary>One person takes all addresses of another, or some of them leave to a new one; some enter and leave audiences.</summary>
    void Move()
    {
        var persons = owners.Values.Distinct().Order().ToArray();
        var (one, other) = (persons[random.Next(persons.Length)], persons[random.Next(persons.Length)]);
        var mine = owners.Where(row => row.Value == one).Select(row => row.Key).Order(StringComparer.Ordinal).ToList();
        if (random.Next(3) == 0 && one != other)
        {
            mine.ForEach(address => owners[address] = other);
            history.Add((day, "merged", one, other));
            successors[one] = other;
            inside.RemoveWhere(row => row.Person == one);
        }
        else if (random.Next(2) == 0 && mine.Count > 1)
        {
            owners[mine[0]] = ++newest;
            history.Add((day, "split", newest, one));
            inside.UnionWith([("m", newest), ("s", newest)]);
        }

        var living = owners.Values.Distinct().Order().ToArray();
        inside.SymmetricExceptWith([("m", living[random.Next(living.Length)]), ("n", living[random.Next(living.Length)])]);
    }

    People People() => new()
    {
        Addresses = [.. Addresses.Select(row => (owners[row.Address], row.Type, (string?)row.Address))],
        Inside = [.. inside.OrderBy(row => row.Audience, StringComparer.Ordinal).ThenBy(row => row.Person)],
        Successors = successors.Keys.ToDictionary(old => old, Living),
        History = history,
    };

    long? Living(long person) => successors.TryGetValue(person, out var next) ? Living(next!.Value) : person;

    static IReadOnlyList<string> Rows(TestNights nights, string table) => nights.Session.List($"select kept::varchar from {table} kept order by 1", row => row.GetString(0));

    static double Gaps(TestNights nights) => nights.Session.Scalar<double>(
        "select 1 - (select count(*) from audiences.consent) / estimated_size from duckdb_tables() where database_name = 'build' and schema_name = 'audiences' and table_name = 'consent'");
}
