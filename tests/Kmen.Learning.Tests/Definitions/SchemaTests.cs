using System.Text.Json;
using Kmen.Learning.Definitions;
using Kmen.Workspace;
using Kmen.Workspace.Configuration.Reading;

namespace Kmen.Learning.Tests.Definitions;

/// <summary>The schema for editors says what the reader says.</summary>
public sealed class SchemaTests
{
    static readonly JsonSchema Schema = JsonSchema.Read("learned-model.schema.json");
    static readonly string Shipped = File.ReadAllText(Path.Combine(Repository.Root, "models/purchase_30d.yml"));

    [Fact]
    public void Schema_AndReader_KnowTheSameKeys()
    {
        var asked = new KeyTrace();
        DefinitionReader.Read("models/m.yml", Shipped, asked);

        var known = new Dictionary<string, List<string>> { [""] = Keys(Schema.Root) };
        foreach (var section in Schema.Root.GetProperty("properties").EnumerateObject().Where(section => section.Value.TryGetProperty("properties", out _)))
        {
            known[section.Name] = Keys(section.Value);
        }

        known.Should().BeEquivalentTo(asked.Sections.Where(section => section.Key != "texts"), because: "under texts the author chooses the names");
    }

    [Fact]
    public void ShippedModels_AreValid()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples"), "*.yml", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "models").ToList();
        files.Should().NotBeEmpty();

        files.Select(File.ReadAllText).Append(Shipped).SelectMany(Schema.Errors).Should().BeEmpty();
    }

    [Theory]
    [InlineData("horizon_days: 30", "horizon_days: 0")]
    [InlineData("horizon_days: 30", "horizon: 30")]
    [InlineData("  frequency: orders\n", "")]
    [InlineData("kind: xgboost", "kind: forest")]
    [InlineData("learning_rate: 0.06", "learning_rate: 6")]
    [InlineData("cutoffs: 5", "cutoffs: 1")]
    [InlineData("  table: marts.features_person\n", "")]
    public void Schema_WhatTheReaderRefuses_IsRefused(string old, string replacement)
    {
        var text = Shipped.Replace(old, replacement, StringComparison.Ordinal);
        text.Should().NotBe(Shipped);

        Schema.Errors(text).Should().NotBeEmpty(because: "an editor should mark what kmen refuses");
        var read = () => DefinitionReader.Read("models/m.yml", text);
        read.Should().Throw<KmenException>();
    }

    static List<string> Keys(JsonElement schema) => [.. schema.GetProperty("properties").EnumerateObject().Select(property => property.Name)];
}
