using Kmen.Learning.Definitions;
using Kmen.Workspace;

namespace Kmen.Learning.Tests.Definitions;

public sealed class DefinitionReaderTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("kmen-definitions-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Definition_WithTheLeast_HasDefaults()
    {
        var definition = DefinitionReader.Read("models/m.yml", Text("m"));
        definition.HorizonDays.Should().Be(30);
        definition.TrainingCutoffs.Should().Be(5);
        definition.Reasons.Should().Be(3);
        definition.Parameters.Should().Be(new Kmen.Learning.Fitting.GradientBoostingParameters());
    }

    /// <summary>Regression: a closing semicolon ended the query that the population is put into.</summary>
    [Fact]
    public void Queries_LoseTheirClosingSemicolon()
    {
        var definition = DefinitionReader.Read("models/m.yml", Text("m"));
        definition.Population.Should().Be("select person_id, as_of from marts.as_of");
        definition.Label.Should().Be("select person_id, as_of, 1 as label from marts.orders");
    }

    [Fact]
    public void Definitions_OfOneName_AreRefused()
    {
        Directory.CreateDirectory(Path.Combine(root, "models"));
        File.WriteAllText(Path.Combine(root, "models/a.yml"), Text("same"));
        File.WriteAllText(Path.Combine(root, "models/b.yml"), Text("same"));
        var act = () => DefinitionReader.ReadAll(root);
        act.Should().Throw<KmenException>().WithMessage("*same: models/a.yml and models/b.yml*");
    }

    [Fact]
    public void Workspace_WithoutModels_HasNone() => DefinitionReader.ReadAll(root).Should().BeEmpty();

    [Fact]
    public void Definition_WithMistakes_HearsOfAllOfThem()
    {
        var act = () => DefinitionReader.Read("models/m.yml", Text("m") + "horizon_days: 0\ngate: { minimum_rows: 10 }\n");
        act.Should().Throw<KmenException>().Which.Parts.Should().HaveCount(2);
    }

    static string Text(string name) =>
        $$"""
        name: {{name}}
        population: |
          select person_id, as_of from marts.as_of;
        label: "select person_id, as_of, 1 as label from marts.orders ; "
        features: { table: marts.features }
        baseline: { recency: days, frequency: orders }

        """;
}
