using System.Globalization;
using Kmen.Models.Building;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences.Tests;

public sealed class ConsentPropertyTests
{
    const int Tonight = 10;

    static readonly (string Name, string Purpose, string Channel)[] Audiences =
    [
        ("m_email", "marketing", "email"), ("m_sms", "marketing", "sms"), ("s_email", "service", "email"), ("n_sms", "newsletter", "sms"),
    ];

    [Fact]
    public void RandomStatements_EnforcementAndProofAgreeWithTheRules()
    {
        using var nights = Nights();
        var random = new Random(4711);
        var reached = 0;
        for (var round = 0; round < 40; round++)
        {
            var people = Randomised(nights, random);
            nights.Build(Tonight, people);
            var oracle = new ConsentOracle(nights.Statements, people, TestNights.Midnight(Tonight));
            var expected = people.Inside
                .Select(row => (row.Audience, row.Person, Address: Reach(oracle, row.Audience, row.Person!.Value)))
                .Where(row => row.Address is not null)
                .OrderBy(row => row.Audience, StringComparer.Ordinal).ThenBy(row => row.Person)
                .Select(row => $"{row.Audience} {row.Person} {row.Address}").ToList();
            nights.Reached().Should().Equal(expected, because: "round {0}", round);
            Audiences.Sum(audience => nights.Leaks(audience.Name)).Should().Be(0, because: "the proof agrees in round {0}", round);
            reached += expected.Count;
        }

        reached.Should().BeGreaterThan(100, because: "the trial must reach somebody to mean anything");
    }

    [Fact]
    public void RandomMembers_TheProofCountsThoseThatTheRulesForbid()
    {
        using var nights = Nights();
        var random = new Random(1234);
        var leaks = 0L;
        for (var round = 0; round < 40; round++)
        {
            var people = Randomised(nights, random);
            nights.Fill(people);
            var members = people.Inside.Where(_ => random.Next(3) > 0)
                .Select(row => (row.Audience, Person: row.Person!.Value, Address: AnyAddress(people, row, random))).ToList();
            Members(nights, members);
            var proof = nights.Steps().Single(step => step.Name == "audiences.consent_proof");
            var oracle = new ConsentOracle(nights.Statements, people, TestNights.Midnight(Tonight));
            var expected = Audiences.ToDictionary(audience => audience.Name, audience => (long)members.Count(member => member.Audience == audience.Name
                && oracle.IsLeak(member.Person, member.Address, audience.Purpose, audience.Channel, audience.Purpose == "marketing")));
            Prove(proof, nights.Context(Tonight)).Should().Be(expected.Values.All(count => count == 0), because: "one leak stops the night, round {0}", round);
            Audiences.ToDictionary(audience => audience.Name, audience => nights.Leaks(audience.Name)).Should().Equal(expected, because: "round {0}", round);
            leaks += expected.Values.Sum();
        }

        leaks.Should().BeGreaterThan(100);
    }

    static TestNights Nights()
    {
        var nights = new TestNights();
        nights.Audiences.Clear();
        foreach (var (name, purpose, channel) in Audiences)
        {
            nights.Audience(name, purpose, channel);
        }

        return nights;
    }

    static People Randomised(TestNights nights, Random random)
    {
        var addresses = Enumerable.Range(0, 6).Select(i => (Type: "email", Address: string.Create(CultureInfo.InvariantCulture, $"e{i}@x.cz")))
            .Concat(Enumerable.Range(0, 4).Select(i => (Type: "phone", Address: string.Create(CultureInfo.InvariantCulture, $"+42060312345{i}")))).ToArray();
        nights.Statements.Clear();
        nights.Statements.AddRange(Enumerable.Range(0, random.Next(30)).Select(_ =>
        {
            var (type, address) = addresses[random.Next(addresses.Length)];
            return new Statement(
                type, AsSent(address, random), random.Next(3) switch { 0 => "service", 1 => "newsletter", _ => "marketing" }, random.Next(3) == 0 ? "sms" : "email",
                random.Next(20) == 0 ? null : random.Next(10) < 7 ? "given" : "withdrawn",
                random.Next(25) == 0 ? null : TestNights.Midnight(0).AddHours(random.Next(26) * 12));
        }));
        return new People
        {
            Addresses = [.. Enumerable.Range(1, 8).SelectMany(person => addresses.Where(_ => random.Next(5) == 0).Select(row => ((long)person, row.Type, (string?)row.Address)))],
            Inside = [.. Audiences.SelectMany(audience => Enumerable.Range(1, 8).Where(_ => random.Next(4) > 0).Select(person => (audience.Name, (long?)person)))],
        };
    }

    static string AsSent(string address, Random random) => (address[0], random.Next(3)) switch
    {
        ('e', 0) => " " + address.ToUpperInvariant(),
        ('+', 0) => address[4..],
        ('+', 1) => $"00420 {address[4..7]} {address[7..10]} {address[10..]}",
        _ => address,
    };

    static string? Reach(ConsentOracle oracle, string audience, long person)
    {
        var (_, purpose, channel) = Audiences.Single(known => known.Name == audience);
        return oracle.Reach(person, purpose, channel, purpose == "marketing", channel == "email" ? "email" : "phone");
    }

    static string? AnyAddress(People people, (string Audience, long? Person) row, Random random)
    {
        var type = row.Audience.EndsWith("email", StringComparison.Ordinal) ? "email" : "phone";
        var own = people.Addresses.Where(address => address.Person == row.Person && address.Type == type).Select(address => address.Address).ToList();
        return own.Count == 0 ? null : own[random.Next(own.Count)];
    }

    static void Members(TestNights nights, IEnumerable<(string Audience, long Person, string? Address)> members)
    {
        nights.Session.Execute(
            $"""
            create schema audiences;
            create table audiences.definition as
                select * from (values {string.Join(", ", Audiences.Select(audience => $"('{audience.Name}', '{audience.Purpose}', '{audience.Channel}', ''))"[..^1]))}) d(audience, purpose, channel, description);
            create table audiences.membership (
                audience varchar, person_id bigint, entered_at timestamp, left_at timestamp, reason varchar, address_type varchar, address varchar);
            """);
        nights.Session.Append(null, "audiences", "membership", members.Select(member => new object?[]
        {
            member.Audience, member.Person, TestNights.Midnight(1), null, "test", member.Audience.EndsWith("email", StringComparison.Ordinal) ? "email" : "phone", member.Address,
        }));
    }

    static bool Prove(IBuildStep proof, BuildContext context)
    {
        try
        {
            proof.Run(context);
            return true;
        }
        catch (KmenException)
        {
            return false;
        }
    }
}
