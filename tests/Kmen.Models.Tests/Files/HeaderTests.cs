using Kmen.Models.Files;
using Kmen.Workspace;

namespace Kmen.Models.Tests.Files;

public sealed class HeaderTests
{
    [Fact]
    public void Header_WithEveryKey_IsRead()
    {
        var model = Read(
            """
            /* kmen
            description: One row a person.
            grain: [person_id, as_of]
            materialized: view
            tags: [nightly, rfm]
            owner: crm@shop.example
            purpose: marketing
            channel: email
            columns:
              person_id: The person.
              orders: How many.
            tests:
              - not_null: [person_id, orders]
            */

            select 1 as person_id;
            """);
        model.Description.Should().Be("One row a person.");
        model.Grain.Should().Equal("person_id", "as_of");
        model.Materialization.Should().Be(Materialization.View);
        model.Tags.Should().Equal("nightly", "rfm");
        model.Owner.Should().Be("crm@shop.example");
        model.Purpose.Should().Be("marketing");
        model.Channel.Should().Be("email");
        model.Columns.Should().Equal(new Dictionary<string, string> { ["person_id"] = "The person.", ["orders"] = "How many." });
        model.Tests.Select(test => test.Column).Should().Equal("person_id", "orders");
        model.Sql.Should().Be("select 1 as person_id");
        model.FullName.Should().Be("marts.m");
        model.At(7).ToString().Should().Be("sql/marts/m.sql:16:8");
    }

    [Fact]
    public void Header_WithTheLeast_HasDefaults()
    {
        var model = Read("/* kmen */ select 1");
        model.Materialization.Should().Be(Materialization.Table);
        model.Description.Should().BeNull();
        model.Grain.Should().BeEmpty();
        model.Tests.Should().BeEmpty();
        model.Sql.Should().Be("select 1");
    }

    [Fact]
    public void Grain_OfOneColumn_MayBeAText() => Read("/* kmen\ngrain: person_id\n*/ select 1").Grain.Should().Equal("person_id");

    [Theory]
    [InlineData("select 1")]
    [InlineData("-- kmen\nselect 1")]
    [InlineData("/* kmenx */ select 1")]
    [InlineData("/* kmen")]
    public void Header_ThatIsMissing_IsShownHowToBegin(string text) => Refused(text).WayOut.Should().Contain("*/");

    [Fact]
    public void Header_ThatIsNotClosed_IsRefused() => Refused("/* kmen\ndescription: x\nselect 1").Message.Should().Contain("not closed");

    [Fact]
    public void UnknownKey_HasItsPlaceAndTheNearest()
    {
        var error = Refused("/* kmen\ndescription: x\n  \nmaterialised: view\n*/ select 1");
        error.Where!.ToString().Should().Be("sql/marts/m.sql:4:1");
        error.WayOut.Should().Be("Did you mean materialized?");
    }

    [Fact]
    public void UnknownKey_LikeNothing_HearsWhichThereAre() => Refused("/* kmen\nqqqqqqqq: 1\n*/ select 1").WayOut.Should().StartWith("Known keys: description, grain");

    [Theory]
    [InlineData("/* kmen\ndescription: a: b: c\n*/ select 1", 2, 15)]
    [InlineData("/* kmen\ngrain: x\n\tcolumns: y\n*/ select 1", 2, 8)]
    [InlineData("/* kmen\ngrain: [a\n*/ select 1", 3, 1)]
    public void Yaml_ThatIsNone_HasItsPlace(string text, int line, int column)
    {
        var error = Refused(text);
        error.Message.Should().StartWith("The header is not valid YAML");
        (error.Where!.Line, error.Where.Column).Should().Be((line, column));
    }

    [Fact]
    public void Yaml_InTheFirstLine_CountsTheColumnsOfTheFile() => Refused("/* kmen ownr: x */ select 1").Where!.ToString().Should().Be("sql/marts/m.sql:1:9");

    /// <summary>Regression: a header that is no map was taken as an empty one, tests and all.</summary>
    [Theory]
    [InlineData("/* kmen\njust words\n*/ select 1")]
    [InlineData("/* kmen\n- not_null: [a]\n*/ select 1")]
    public void Header_ThatIsNoMap_IsRefused(string text)
    {
        var error = Refused(text);
        error.Message.Should().Be("The header is no map of keys.");
        error.Where!.Line.Should().Be(2);
    }

    [Theory]
    [InlineData("grain: x\ngrain: y")]
    [InlineData("columns:\n  a: x\n  A: y")]
    public void Key_GivenTwice_IsRefused(string header) => Refused($"/* kmen\n{header}\n*/ select 1").Where!.Line.Should().BeGreaterThan(1);

    [Theory]
    [InlineData("materialized: increment", "Write table, view, incremental or snapshot.")]
    [InlineData("materialized: incremental", "Write `grain: person_id`, or a list of columns.")]
    [InlineData("grain: a\nrebuild: sometimes", "Write keys, or whole for an incremental model that looks across keys.")]
    [InlineData("grain: a\nparquet: sometimes", "Write false where nobody outside needs the table as Parquet, or leave it out.")]
    [InlineData("grain: a\nmaterialized: snapshot", "Write `grain: a_key` and `snapshot: { updated_at: changed_at }` or `snapshot: { compare: [a, b] }`.")]
    [InlineData("grain: a\nsnapshot: { compare: [b] }", "Remove it, or change materialized.")]
    [InlineData("contract: { a: [b] }", null)]
    [InlineData("freshness: { column: a }", null)]
    [InlineData("freshness: { column: a, warn_after: soon }", "Write a length of time such as 36 hours or 2 days.")]
    [InlineData("tests:\n  - not_null: [a]\n    warn_if: many", "Write a bound such as \"> 10\" failing rows or \"> 1 %\" of the rows.")]
    [InlineData("description: [a]", null)]
    [InlineData("tags: { a: b }", null)]
    [InlineData("grain: [[a]]", null)]
    [InlineData("columns: [a]", null)]
    [InlineData("columns:\n  a: { type: x }", null)]
    [InlineData("tests: x", null)]
    public void Value_OfAnotherForm_IsRefused(string header, string? wayOut)
    {
        var error = Refused($"/* kmen\n{header}\n*/ select 1");
        error.WayOut.Should().Be(wayOut);
        error.Where!.Line.Should().BeInRange(2, 4);
    }

    [Theory]
    [InlineData("- not_null", "A test is a map*")]
    [InlineData("- not_nul: [a]", "Unknown key not_nul.")]
    [InlineData("- not_null: []", "Name at least one column.")]
    [InlineData("- unique: ['']", "Name at least one column.")]
    [InlineData("- { not_null: [a], unique: [a] }", "Each item of tests holds one test.")]
    [InlineData("- severity: warn", "Each item of tests holds one test.")]
    [InlineData("- { not_null: [a], severity: fatal }", "severity is fatal.")]
    [InlineData("- accepted_values: [a]", "accepted_values needs a map of options.")]
    [InlineData("- accepted_values: { values: [a] }", "accepted_values needs column.")]
    [InlineData("- accepted_values: { column: a }", "accepted_values needs values.")]
    [InlineData("- accepted_range: { column: a }", "accepted_range needs min, max or both.")]
    [InlineData("- accepted_range: { column: a, minimum: 1 }", "Unknown key minimum.")]
    [InlineData("- relationships: { column: a }", "relationships needs to.")]
    [InlineData("- expression: [a]", "expression needs a text*")]
    [InlineData("- row_count: { least: 1 }", "Unknown key least.")]
    public void Test_OfAWrongForm_IsRefusedWithItsPlace(string test, string message)
    {
        var error = Refused($"/* kmen\ntests:\n  {test}\n*/ select 1");
        error.Message.Should().Match(message);
        error.Where!.Line.Should().Be(3);
    }

    [Fact]
    public void Text_WithWindowsLines_HasTheSamePlaces()
    {
        var model = Read("/* kmen\r\ndescription: x\r\n*/\r\nselect a\r\nfrom b\r\n");
        model.Sql.Should().Be("select a\r\nfrom b");
        model.At(model.Sql.IndexOf('b', StringComparison.Ordinal)).ToString().Should().Be("sql/marts/m.sql:5:6");
    }

    static Model Read(string text) => HeaderReader.Read("sql/marts/m.sql", "marts", "m", text);

    static KmenException Refused(string text)
    {
        var act = () => Read(text);
        var error = act.Should().Throw<KmenException>().Which;
        error.ExitCode.Should().Be(ExitCode.Usage);
        error.Where!.File.Should().Be("sql/marts/m.sql");
        return error;
    }
}
