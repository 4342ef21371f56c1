using System.Globalization;

namespace Kmen.World.Tests;

public sealed class HonestyTests(SmallWorld small) : IClassFixture<SmallWorld>
{
    readonly ThrowAway world = small.World;
    readonly Dictionary<string, string[]> traits = small.World.Rows("traits").ToDictionary(row => row[0], row => row[11..]);

    [Fact]
    public void BirthDates_OfAccounts_AreFalseWhereTheTruthSaysSoAndNowhereElse()
    {
        Dictionary<string, string> owners = Owners("customer");
        Dictionary<string, string> births = world.Rows("persons").ToDictionary(row => row[0], row => row[4]);
        (string Person, bool IsTrue)[] stated =
        [
            .. world.Rows("customers").Where(row => row[4] != "").Select(row => (owners[row[0]],
                DateOnly.ParseExact(row[4], "dd.MM.yyyy", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == births[owners[row[0]]])),
        ];
        stated.Should().OnlyContain(it => it.IsTrue == (traits[it.Person][1] == "false"));
        stated.Count(it => !it.IsTrue).Should().BeInRange(stated.Length / 40, stated.Length / 8);
        double Share(Func<int, bool> honesty)
        {
            (string, bool IsTrue)[] those = [.. stated.Where(it => honesty(int.Parse(traits[it.Person][0], CultureInfo.InvariantCulture)))];
            return those.Count(it => !it.IsTrue) / (double)those.Length;
        }

        Share(honesty => honesty < 90).Should().BeGreaterThan(5 * Share(honesty => honesty > 150), because: "it is the dishonest who lie");
    }

    [Fact]
    public void Phones_ThatAreFalse_StandInTheAccountAndNeverInOrdersOrConsents()
    {
        Dictionary<string, string> owners = Owners("customer");
        Dictionary<string, string> accounts = world.Rows("customers").Where(row => row[6] != "" && traits[owners[row[0]]][2] == "true").GroupBy(row => owners[row[0]])
            .ToDictionary(group => group.Key, group => Plain(group.First()[6]));
        accounts.Should().HaveCountGreaterThan(30);
        accounts.Values.GroupBy(it => it).Should().Contain(group => group.Count() > 2, because: "some numbers come to many minds");
        Dictionary<string, string> buyers = Owners("order");
        world.Rows("orders").Where(row => row[5] != "" && accounts.ContainsKey(buyers[row[0]])).Should().HaveCountGreaterThan(20)
            .And.OnlyContain(row => Plain(row[5]) != accounts[buyers[row[0]]], because: "parcels come");
        world.Rows("consents").Where(row => row[1] == "phone").Select(row => Plain(row[2])).Should().NotIntersectWith(accounts.Values);
    }

    [Fact]
    public void Mail_ToFirstAddressesThatAreNotOwn_ComesBack()
    {
        ILookup<string, string> addresses = world.Rows("identities").Where(row => row[0] == "email").ToLookup(row => row[2], row => row[1]);
        string[] Of(string kind) => [.. traits.Where(it => it.Value[3] == kind).SelectMany(it => addresses[it.Key])];
        string[] thrown = [.. Of("throw_away").Where(it => it.EndsWith("@jednorazova.example", StringComparison.Ordinal))];
        string[] domains = ["posta", "schranka", "mail", "dopisy", "firma", "obec", "jednorazova"];
        HashSet<string> mistyped = [.. Of("mistyped").Where(it => !domains.Contains(it.Split('@')[1].Split('.')[0]))];
        thrown.Should().HaveCountGreaterThan(20);
        mistyped.Should().HaveCountGreaterThan(10);
        Of("own").Should().NotContain(it => it.EndsWith("@jednorazova.example", StringComparison.Ordinal) && !thrown.Contains(it));
        List<string[]> mail = world.Rows("email_events");
        mail.Where(row => mistyped.Contains(row[2]) && row[4] == "bounced").Should().NotBeEmpty();
        mail.Where(row => mistyped.Contains(row[2])).Should().OnlyContain(row => row[4] == "sent" || row[4] == "bounced");
        HashSet<string> gone = [.. thrown];
        mail.Count(row => gone.Contains(row[2]) && row[4] == "bounced").Should().BeGreaterThan(5 * mail.Count(row => gone.Contains(row[2]) && row[4] == "opened"));
    }

    Dictionary<string, string> Owners(string kind) => world.Rows("identities").Where(row => row[0] == kind).ToDictionary(row => row[1], row => row[2]);

    static string Plain(string phone) => phone.Replace(" ", "", StringComparison.Ordinal)[^9..];
}
