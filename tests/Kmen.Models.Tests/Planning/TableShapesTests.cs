using Kmen.Models.Files;
using Kmen.Models.Planning;
using Kmen.Models.Selecting;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Tests.Planning;

public sealed class TableShapesTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Text_ThatNamesWhatIsNotMade_IsToldAlone()
    {
        Published("create table previous.x.one as select 1 as a");
        Faults(Node("x.one", "select nothing as a, 2 as b"), Node("x.two", "select b from x.one", "x.one")).Should().Equal("x.one: Referenced column \"nothing\" was not found because the FROM clause is missing");
    }

    /// <summary>Regression: what reads a table of the engine that no night has made yet was taken to keep its published columns, and its readers were told to be wrong.</summary>
    [Fact]
    public void Reader_OfATextThatCannotBeTried_IsNotJudged()
    {
        Published("create table previous.x.scored as select 1 as person_id");
        Faults(
            new GraphNode("predictions.scores", "learn", [], ["predictions.scores"]), Node("x.scored", "select person_id, score from predictions.scores", "predictions.scores"),
            Node("x.top", "select score from x.scored", "x.scored")).Should().BeEmpty();
    }

    [Fact]
    public void Texts_ThatRun_AreSilent()
    {
        Published("create table previous.x.unchanged as select 1 as a, 'x' as \"odd name\"");
        Faults(
            Node("x.unchanged", "select gone from nowhere"), Node("x.One", "select a, \"odd name\" from x.unchanged", "x.unchanged"),
            Node("x.shown", "select * from x.One", "x.one", "materialized: view"), Node("x.shown_again", "select a + 1 as a from x.shown", "x.shown", "materialized: view\ncontract: { a: int }"),
            Node("x.kept", "select a, timestamp '2026-01-01' as at from x.shown_again", "x.shown_again", "grain: a\nmaterialized: snapshot\nsnapshot: { updated_at: at }\ntests:\n  - not_null: [valid_from]\n  - freshness: { column: at, error_after: 1 day }"),
            Node("x.last", "select a, valid_to from x.kept", "x.kept", "tests:\n  - expression: a in (select b from y.elsewhere)\n  - distribution: { column: a }\n  - relationships: { column: a, to: x.later }"),
            Node("x.later", "select 1 as a")).Should().BeEmpty();
    }

    [Fact]
    public void Audience_WithoutItsColumns_IsToldAtItsSelect()
    {
        var audience = Node("audiences.gold", "select 1 as person_id") with { Kind = "audience" };
        Faults(audience).Should().Equal("audiences.gold has no column reason.");
    }

    [Fact]
    public void Test_WithAMistypedFunction_IsTold() =>
        Faults(Node("x.one", "select 'a' as a", header: "tests:\n  - expression: lenght(a) > 0")).Should().Equal("x.one: test expression cannot run: Scalar Function with name lenght does not exist!");

    void Published(string table) => workspace.Session.Execute($"attach ':memory:' as previous; create schema previous.x; {table}");

    GraphNode Node(string name, string sql, string? reads = null, string header = "description: A test.")
    {
        workspace.Model(name, sql, header);
        var model = ModelFolder.Models(workspace.Root).Single(model => model.FullName == name);
        return new GraphNode(name, "table", reads is null ? [] : [reads], [name.ToLowerInvariant()]) { Model = model };
    }

    /// <summary>What is told of all nodes but the unchanged one.</summary>
    IEnumerable<string> Faults(params GraphNode[] nodes)
    {
        var configuration = new WorkspaceConfiguration
        {
            Root = workspace.Root, Name = "test", TimeZone = TimeZoneInfo.Utc, Sources = [], Purposes = new Dictionary<string, PurposeConfiguration>(),
            Channels = new Dictionary<string, ChannelConfiguration>(), Targets = new Dictionary<string, TargetConfiguration>(), Destinations = [],
        };
        return TableShapes.Make(workspace.Session, configuration, nodes, CancellationToken.None, node => node.Name != "x.unchanged").Faults.Select(fault => fault.Error.Message);
    }
}
