using System.Text.Json;
using Kmen.Models.Files;
using Kmen.Models.UnitTesting;
using Kmen.Workspace;

namespace Kmen.Models.Tests.Files;

/// <summary>The schemas for editors say what the readers say.</summary>
public sealed class SchemaTests : IDisposable
{
    const string Whole = """
        description: One row an order.
        grain: [order_id]
        materialized: snapshot
        snapshot: { updated_at: changed_at, compare: [amount, status] }
        event_time: ordered_at
        owner: ann
        tags: daily
        purpose: marketing
        channel: email
        rebuild: keys
        parquet: false
        columns: { order_id: Number of the order. }
        contract: { order_id: string, amount: "decimal(18, 2)" }
        freshness: { column: ordered_at, warn_after: 36 hours, error_after: 7 days }
        tests:
          - not_null: [order_id, amount]
          - unique: order_id
          - accepted_values: { column: status, values: [open, 2, true] }
            severity: warn
          - accepted_range: { column: amount, min: 0, max: 2026-01-01 }
            warn_if: "> 10"
            error_if: ">= 0.5 %"
          - relationships: { column: order_id, to: marts.orders, field: id }
          - expression: amount > 0
          - row_count: { min: 1, max: 9, same_as: marts.orders, tolerance: 1 % }
          - freshness: { column: ordered_at, error_after: 2 days }
          - distribution: { column: amount, max_shift: 0.3 }
        """;

    static readonly JsonSchema Header = JsonSchema.Read("model-header.schema.json");
    static readonly JsonSchema UnitTests = JsonSchema.Read("unit-tests.schema.json");

    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void HeaderSchema_AndReader_KnowTheSameKeys()
    {
        Keys(Header.Root).Should().BeEquivalentTo(HeaderReader.Keys);
        Keys(Property(Header, Header.Root, "snapshot")).Should().BeEquivalentTo(HeaderReader.SnapshotKeys);
        var test = Header.Root.GetProperty("$defs").GetProperty("test");
        Keys(test).Should().BeEquivalentTo([.. TestReader.Kinds.Keys, .. TestReader.Beside]);
        test.GetProperty("oneOf").EnumerateArray().Select(option => option.GetProperty("required")[0].GetString()).Should().BeEquivalentTo(TestReader.Kinds.Keys);
        foreach (var (kind, options) in TestReader.Kinds)
        {
            Keys(Property(Header, test, kind)).Should().BeEquivalentTo(options, because: kind);
        }

        Keys(Header.Root.GetProperty("$defs").GetProperty("check")).Should().BeEquivalentTo(CheckReader.Keys);
        Keys(Property(Header, Header.Root, "freshness")).Should().BeEquivalentTo(TestReader.Kinds["freshness"]);
    }

    [Fact]
    public void UnitTestSchema_AndReader_KnowTheSameKeys()
    {
        var item = UnitTests.Root.GetProperty("items");
        Keys(item).Should().BeEquivalentTo(UnitTestFile.Keys);
        Keys(Property(UnitTests, item, "expect")).Should().BeEquivalentTo(UnitTestFile.ExpectKeys);
    }

    [Fact]
    public void HeaderSchema_HeaderWithEveryKey_IsValidForBoth()
    {
        Header.Errors(Whole).Should().BeEmpty();
        HeaderReader.Keys.Should().OnlyContain(key => Whole.Split('\n').Any(line => line.StartsWith(key + ":", StringComparison.Ordinal)), because: "it has every key");
        HeaderReader.Read("sql/marts/m.sql", "marts", "m", Text(Whole)).Tests.Should().HaveCount(12);
    }

    [Theory]
    [InlineData("owner: ann", "ownre: ann")]
    [InlineData("materialized: snapshot", "materialized: snapshots")]
    [InlineData("materialized: snapshot", "materialized: table")]
    [InlineData("grain: [order_id]\n", "")]
    [InlineData("rebuild: keys", "rebuild: whole")]
    [InlineData("updated_at:", "updated:")]
    [InlineData("36 hours", "36 ours")]
    [InlineData("not_null: [order_id, amount]", "not_null: []")]
    [InlineData("not_null: [order_id, amount]", "not_nul: [order_id, amount]")]
    [InlineData("  - unique: order_id", "    unique: order_id")]
    [InlineData("values: [open, 2, true]", "value: [open]")]
    [InlineData("severity: warn", "severity: warning")]
    [InlineData("\"> 10\"", "\"10\"")]
    [InlineData("min: 0, max: 2026-01-01", "minimum: 0")]
    [InlineData("{ column: amount, min: 0, max: 2026-01-01 }", "{ column: amount }")]
    [InlineData("to: marts.orders, ", "")]
    [InlineData("{ column: ordered_at, error_after: 2 days }", "{ column: ordered_at }")]
    [InlineData("max_shift: 0.3", "max_shift: large")]
    public void HeaderSchema_WhatTheReaderRefuses_IsRefused(string old, string replacement)
    {
        var text = Whole.Replace(old, replacement, StringComparison.Ordinal);
        text.Should().NotBe(Whole);

        Header.Errors(text).Should().NotBeEmpty(because: "an editor should mark what kmen refuses");
        var read = () => HeaderReader.Read("sql/marts/m.sql", "marts", "m", Text(text));
        read.Should().Throw<KmenException>();
    }

    [Theory]
    [InlineData("model: marts.m", "modle: marts.m")]
    [InlineData("  model: marts.m\n", "")]
    [InlineData("rows: []", "row: []")]
    [InlineData("{ a: 1, b: null }", "[1]")]
    public void UnitTestSchema_WhatTheReaderRefuses_IsRefused(string old, string replacement)
    {
        const string Tests = "- name: x\n  model: marts.m\n  as_of: 2026-01-01\n  given:\n    marts.a: [{ a: 1, b: null }]\n  expect:\n    part: p\n    rows: []\n";
        UnitTests.Errors(Tests).Should().BeEmpty();
        var text = Tests.Replace(old, replacement, StringComparison.Ordinal);
        text.Should().NotBe(Tests);

        UnitTests.Errors(text).Should().NotBeEmpty(because: "an editor should mark what kmen refuses");
        workspace.Write("tests/some.yml", text);
        var read = () => UnitTestFile.Read(workspace.Root);
        read.Should().Throw<KmenException>();
    }

    [Fact]
    public void ShippedModelsAndUnitTests_AreValidForTheSchemas()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "examples")).Append(Repository.Root).Where(folder => Directory.Exists(Path.Combine(folder, "sql"))).ToList();
        var models = folders.SelectMany(folder => ModelFolder.Models(folder).Concat(ModelFolder.Checks(folder))).Where(model => model.SqlOffset > 0).ToList();
        models.Should().HaveCountGreaterThan(60);

        models.SelectMany(model => Header.Errors(model.Text["/* kmen".Length..model.Text.IndexOf("*/", StringComparison.Ordinal)]).Select(error => $"{model.File} {error}")).Should().BeEmpty();
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(folder, "sql"), "*.test.yml", SearchOption.AllDirectories))
            .SelectMany(file => UnitTests.Errors(File.ReadAllText(file)).Select(error => $"{file} {error}")).Should().BeEmpty();
    }

    static string Text(string header) => $"/* kmen\n{header}\n*/\nselect 1";

    static JsonElement Property(JsonSchema schema, JsonElement of, string name) => schema.Resolve(of.GetProperty("properties").GetProperty(name));

    static IEnumerable<string> Keys(JsonElement schema) => schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(property => property.Name) : [];
}
