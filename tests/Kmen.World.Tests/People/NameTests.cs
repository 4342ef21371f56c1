using System.Text;
using Kmen.World.People;

namespace Kmen.World.Tests.People;

public sealed class NameTests
{
    [Theory]
    [InlineData("Horák", "Horáková")]
    [InlineData("Dušek", "Dušková")]
    [InlineData("Němec", "Němcová")]
    [InlineData("Malý", "Malá")]
    [InlineData("Kalina", "Kalinová")]
    [InlineData("Jarní", "Jarní")]
    [InlineData("Břízoň", "Břízoňová")]
    public void Feminine_OfASurname_FollowsItsEnding(string man, string woman) => Surnames.Feminine(man).Should().Be(woman);

    [Fact]
    public void Name_InItsForms_LosesAccentsAndNothingElse()
    {
        var name = new Name("Žofie Řeřichová-Černá");
        Encoding.ASCII.GetString(name.Plain).Should().Be("Zofie Rerichova-Cerna");
        Encoding.ASCII.GetString(name.Mailbox).Should().Be("zofiererichovacerna");
    }

    [Fact]
    public void FirstNames_ByFrequency_BeginWithTheCommonest()
    {
        var names = new FirstNames();
        names.Of(true, 0).Text.Should().Be("Marie");
        names.Of(false, 0).Text.Should().Be("Jiří");
    }

    [Fact]
    public void Places_OfTheTable_AreRealAndMostPeopleLiveInTowns()
    {
        var places = new Places();
        var draws = new Kmen.World.Chance.Draws(3);
        string[] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => places[places.Draw(ref draws)].Name.Text)];
        drawn.Count(name => name == "Praha").Should().BeInRange(1600, 3200);
        drawn.Distinct().Count().Should().BeGreaterThan(3000);
    }
}
