using System.Text.Json;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

/// <summary>The commands that look at models and change nothing, in a workspace where nothing has run yet.</summary>
public sealed class ModelCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly TestConsole console = new();

    public ModelCommandTests()
    {
        folder.Write("kmen.yml", "name: x\nsources: { a: { format: csv, columns: { b: bigint } } }\nengine: { memory: 512MB, threads: 1 }\n");
        folder.Write("sql/marts/one.sql", "/* kmen\ndescription: First.\ntags: [daily]\ngrain: i\ntests:\n  - unique: [i]\n*/\nwith numbers as (\n    select * from range(3) t(i)\n), evens as (\n    select i from numbers where i % 2 = 0\n)\nselect i from evens\n");
        folder.Write("sql/marts/two.sql", "/* kmen\ndescription: Second.\n*/\nselect i from marts.one where i > 0\n");
        folder.Write("sql/marts/three.sql", "/* kmen\ndescription: Third.\n*/\nselect b from raw.a\n");
        folder.Write("sql/marts/one.test.yml", "- name: evens\n  model: marts.one\n  expect:\n    rows: [{ i: 0 }, { i: 2 }]\n");
    }

    public void Dispose()
    {
        console.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("marts.one+", "marts.one marts.two")]
    [InlineData("tag:daily", "marts.one")]
    [InlineData("raw.a+", "raw.a marts.three")]
    [InlineData("state:new,marts.t*", "marts.three marts.two")]
    public async Task Ls_ShowsWhatIsSelected(string words, string names)
    {
        (await Run("ls", "--select", words, "--format", "csv")).Should().Be(ExitCode.Done);
        console.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0].Trim()).Should().BeEquivalentTo(names.Split(' '));
    }

    [Fact]
    public async Task Plan_SaysWhatWouldBeBuiltAndWhy()
    {
        (await Run("plan")).Should().Be(ExitCode.Done);
        console.Out.Should().Contain("marts.one").And.Contain("nothing is published yet").And.Contain("3 to build, 0 by changed keys, 0 to test again, 0 unchanged.");
    }

    [Theory]
    [InlineData("marts.four", "description: Fourth.", "select b, nothing as c from raw.a", "sql/marts/four.sql:4:11")]
    [InlineData("marts.four", "description: Fourth.\ncontract: { i: string }", "select i from marts.one", "sql/marts/four.sql:3")]
    [InlineData("marts.four", "description: Fourth.\ncolumns:\n  j: None.", "select i from marts.one", "sql/marts/four.sql:4")]
    [InlineData("marts.four", "description: Fourth.\ntests:\n  - not_null: [i]\n  - accepted_range: { column: j, min: 1 }", "select i from marts.one", "sql/marts/four.sql:5:5")]
    [InlineData("marts.four", "description: Fourth.\ntests:\n  - expression: i > 0 and j < 1", "select i from marts.one", "sql/marts/four.sql:4:5")]
    [InlineData("marts.four", "description: Fourth.\ntests:\n  - relationships: { column: i, to: marts.one, field: j }", "select i from marts.one", "sql/marts/four.sql:4:5")]
    [InlineData("marts.four", "description: Fourth.\ntests:\n  - distribution: { column: j }", "select i from marts.one", "sql/marts/four.sql:4:5")]
    [InlineData("marts.one", "description: First.", "select 1 as j", "sql/marts/two.sql:4:31")]
    [InlineData("checks.four", "description: Fourth.", "select nothing from marts.one", "sql/checks/four.sql:4:8")]
    public async Task Plan_OfWhatARunWouldRefuse_IsAnErrorWithThePlace(string name, string header, string sql, string place)
    {
        folder.Write($"sql/{name.Replace('.', '/')}.sql", $"/* kmen\n{header}\n*/\n{sql}\n");
        (await Run("plan")).Should().BeOneOf(ExitCode.Failed, ExitCode.Usage);
        console.Out.Should().Contain(name, "what would be built is shown all the same");
        console.Error.Should().Contain(place);
    }

    [Fact]
    public async Task Plan_OfAPart_TellsNothingOfTheRest()
    {
        folder.Write("sql/marts/four.sql", "/* kmen\ndescription: Fourth.\n*/\nselect nothing from raw.a\n");
        (await Run("plan", "--select", "marts.one+")).Should().Be(ExitCode.Done);
        console.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Plan_ForAProgram_SaysWhatAChangedTextDoes()
    {
        folder.Write("incoming/a/a.csv", "b\n1\n");
        (await Run("run")).Should().Be(ExitCode.Done);
        folder.Write("sql/marts/one.sql", "/* kmen\ndescription: First.\n*/\nselect i::integer as i, 'x' as k from range(4) t(i)\n");
        using var program = new TestConsole();
        (await program.RunAsync("plan", "--format", "json", "--workspace", folder.Path)).Should().Be(ExitCode.Done);
        var one = JsonDocument.Parse(program.Out).RootElement.EnumerateArray().Single(step => step.GetProperty("name").GetString() == "marts.one");
        one.GetProperty("breaking").GetBoolean().Should().BeTrue();
        one.GetProperty("differences").GetString()!.Split('\n').Should().Equal("+ column k varchar", "~ column i bigint -> integer, breaking for marts.two", "rows: 4, published 2");
        (await Run("plan")).Should().Be(ExitCode.Done);
        console.Out.Should().Contain("marts.one: breaking\n  + column k varchar\n  ~ column i bigint -> integer, breaking for marts.two\n");
    }

    /// <summary>Regression: the copy of the publication still defined it.</summary>
    [Fact]
    public async Task Build_OfAPart_KnowsNoFunctionThatIsNotDefinedAnyMore()
    {
        folder.Write("incoming/a/a.csv", "b\n1\n");
        folder.Write("sql/functions/duckdb.sql", "create or replace macro twice(x) as x * 2;\n");
        folder.Write("sql/marts/two.sql", "/* kmen\ndescription: Second.\n*/\nselect twice(i) as i from marts.one where i > 0\n");
        (await Run("run")).Should().Be(ExitCode.Done);
        folder.Write("sql/functions/duckdb.sql", "create or replace macro thrice(x) as x * 3;\n");
        (await Run("build", "--select", "marts.two")).Should().Be(ExitCode.Failed);
        console.Error.Should().Contain("twice does not exist").And.Contain("sql/marts/two.sql:4:8").And.NotContain("previous.");
    }

    /// <summary>Regression: where the header alone changed, it was published.</summary>
    [Theory]
    [InlineData("event_time: i", "event_time names i, which is BIGINT")]
    [InlineData("columns:\n  j: None.", "the header describes the column j")]
    public async Task Build_OfAHeaderThatDoesNotFit_IsRefusedAlsoWhereTheTableStays(string header, string told)
    {
        folder.Write("incoming/a/a.csv", "b\n1\n");
        (await Run("run")).Should().Be(ExitCode.Done);
        folder.Write("sql/marts/two.sql", $"/* kmen\ndescription: Second.\n{header}\n*/\nselect i from marts.one where i > 0\n");
        (await Run("build")).Should().Be(ExitCode.Failed);
        console.Error.Should().Contain(told).And.Contain("sql/marts/two.sql:");
    }

    [Theory]
    [InlineData("marts.one", "0 2")]
    [InlineData("one.numbers", "0 1 2")]
    [InlineData("marts.one.evens", "0 2")]
    public async Task Show_GivesRowsOfAModelOrOfOneOfItsParts(string model, string values)
    {
        (await Run("show", model, "--format", "csv")).Should().Be(ExitCode.Done);
        console.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim()).Should().Equal(values.Split(' '));
    }

    [Fact]
    public async Task Show_Failing_GivesTheRowsOfACheckUnderTheNameThatTheRunTold()
    {
        folder.Write("incoming/a/a.csv", "b\n1\n");
        folder.Write("sql/checks/none_is_two.sql", "/* kmen\ndescription: None is two.\n*/\nselect i, 'is two' as why from marts.one where i = 2\n");
        (await Run("run")).Should().Be(ExitCode.Failed);
        (console.Out + console.Error).Should().Contain("kmen show checks.none_is_two --failing");
        (await Run("show", "checks.none_is_two", "--failing", "--format", "csv")).Should().Be(ExitCode.Done);
        console.Out.Should().Contain("2,is two");
    }

    [Theory]
    [InlineData("marts.ones", "marts.one")]
    [InlineData("marts.one.event", "evens")]
    public async Task Show_OfWhatIsNotThere_NamesTheNearest(string model, string nearest)
    {
        (await Run("show", model)).Should().Be(ExitCode.Usage);
        console.Error.Should().Contain(nearest);
    }

    [Fact]
    public async Task Show_Columns_TracesThemToTheSource()
    {
        (await Run("show", "marts.three", "--columns", "--format", "csv")).Should().Be(ExitCode.Done);
        console.Out.Should().Contain("raw.a.b");
    }

    [Fact]
    public async Task Test_RunsUnitTestsAndLeavesOutWhatIsNotPublished()
    {
        folder.Write("sql/checks/none_is_two.sql", "/* kmen\ndescription: None is two.\n*/\nselect i from marts.one where i = 2\n");
        (await Run("test", "--all")).Should().Be(ExitCode.Done);
        console.Out.Should().Contain("evens").And.Contain("sql/marts/one.test.yml:1").And.Contain("PASS=1 WARN=0 ERROR=0 TOTAL=1");
        console.Error.Should().Contain("marts.one is not published yet; its tests were left out").And.Contain("marts.one is not published yet; checks.none_is_two was left out");
    }

    [Fact]
    public async Task Retry_WithoutAFailedBuild_SaysSo()
    {
        (await Run("retry")).Should().Be(ExitCode.Usage);
        console.Error.Should().Contain("no failed build");
    }

    Task<ExitCode> Run(params string[] arguments) => console.RunAsync([.. arguments, "--workspace", folder.Path]);
}
