using System.Text.Json;
using Kmen.Workspace.Configuration.Reading;

namespace Kmen.Workspace.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void Schema_AndReader_KnowTheSameKeys()
    {
        var asked = new KeyTrace();
        WorkspaceReader.Read("/nowhere", SampleWorkspace.Whole, asked);
        var schema = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        Walk(JsonSchema.Shipped.Root, "", schema);

        schema.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ToList())
            .Should().BeEquivalentTo(asked.Sections.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ToList()));
    }

    [Fact]
    public void Schema_SampleWithEveryKey_IsValid() => JsonSchema.Shipped.Errors(SampleWorkspace.Whole).Should().BeEmpty();

    [Theory]
    [InlineData("portable: true", "portabel: true")]
    [InlineData("portable: true", "portable: yes")]
    [InlineData("name: florist", "")]
    [InlineData("threads: 2", "threads: 0")]
    [InlineData("    format: csv", "    format: cvs")]
    [InlineData("spent: decimal(18, 2)", "spent: money")]
    [InlineData("key: [buyer_id]", "key: [buyer_id, buyer_id]")]
    [InlineData("legal_basis: contract", "legal_basis: contracts")]
    [InlineData("secret: \"${env:FLORIST_SECRET}\"", "secret: hunter2")]
    [InlineData("    folder: outgoing/email\n", "")]
    [InlineData("[welcome, win_back]", "[]")]
    [InlineData("max_removal_share: 0.25", "max_removal_share: 25")]
    [InlineData("  statements:\n    format", "  Statements:\n    format")]
    public void Schema_WhatTheReaderRefuses_IsRefused(string old, string replacement)
    {
        var text = SampleWorkspace.With(old, replacement);

        JsonSchema.Shipped.Errors(text).Should().NotBeEmpty(because: "an editor should mark what kmen refuses");
        var read = () => WorkspaceReader.Read("/nowhere", text, new KeyTrace());
        read.Should().Throw<KmenException>();
    }

    [Fact]
    public void ShippedWorkspaces_AreValidForReaderAndSchema()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "examples")).Append(Repository.Root)
            .Where(folder => File.Exists(Path.Combine(folder, WorkspaceReader.FileName)))
            // The examples name the folder of the public data, which must be there to be read.
            .Where(folder => folder == Repository.Root || DataFolder.Path is not null).ToList();
        folders.Should().Contain(Repository.Root);

        foreach (var folder in folders)
        {
            JsonSchema.Shipped.Errors(File.ReadAllText(Path.Combine(folder, WorkspaceReader.FileName))).Should().BeEmpty(because: folder);
            WorkspaceReader.Read(folder).Root.Should().Be(folder);
        }
    }

    static void Walk(JsonElement schema, string path, SortedDictionary<string, List<string>> found)
    {
        schema = JsonSchema.Shipped.Resolve(schema);
        if (schema.TryGetProperty("properties", out var properties))
        {
            found.TryAdd(path, []);
            foreach (var property in properties.EnumerateObject())
            {
                found[path].Add(property.Name);
                Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", found);
            }
        }

        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
        {
            Walk(others, path + ".*", found);
        }

        if (schema.TryGetProperty("oneOf", out var options))
        {
            foreach (var option in options.EnumerateArray())
            {
                Walk(option, path, found);
            }
        }
    }
}
