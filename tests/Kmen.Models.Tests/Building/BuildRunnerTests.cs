using Kmen.Models.Building;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Reporting;

namespace Kmen.Models.Tests.Building;

public sealed class BuildRunnerTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Model_IsBuiltAsTableOrView_WithItsComments()
    {
        workspace.Model("marts.t", "select 1 as a, 'x' as b union all select 2, 'y'", "description: It's a \"table\".\ncolumns:\n  a: The ěšč.")
            .Model("marts.v", "select a from marts.t", "description: A view.\nmaterialized: view\ncolumns:\n  a: Seen.");
        workspace.Build().Should().BeEmpty();
        workspace.Query("select * from marts.v order by a").Should().Equal("1", "2");
        workspace.Query("select comment from duckdb_tables() where table_name = 't'").Should().Equal("It's a \"table\".");
        workspace.Query("select comment from duckdb_columns() where table_name = 't' order by column_index").Should().Equal("The ěšč.", "-");
        workspace.Query("select comment from duckdb_views() where view_name = 'v'").Should().Equal("A view.");
        workspace.Reporter.Ended.Should().Equal(("marts.t", StepStatus.Succeeded, 2L, null), ("marts.v", StepStatus.Succeeded, 0L, null));
    }

    [Fact]
    public void Staging_IsKeptInTheRawStore_AndSeenInTheCandidate()
    {
        workspace.Session.Execute("create table raw_store.raw.r as select 1 as a; create view raw.r as select * from raw_store.raw.r");
        workspace.Model("staging.s", "select a + 1 as a from raw.r").Model("marts.m", "select * from staging.s");
        workspace.Build("raw.r").Should().BeEmpty();
        workspace.Query("select a from raw_store.staging.s").Should().Equal("2");
        workspace.Query("select a from marts.m").Should().Equal("2");
        workspace.Query("select table_catalog || ' ' || table_type from information_schema.tables where table_name = 's' order by 1").Should().Equal("build VIEW", "raw_store BASE TABLE");
    }

    [Fact]
    public void Staging_ThatBecomesAViewOrChangesItsCase_ReplacesTheOldOne()
    {
        workspace.Model("staging.s", "select 1 as a");
        workspace.Build().Should().BeEmpty();
        workspace.Model("staging.s", "select 2 as a", "materialized: view");
        workspace.Build().Should().BeEmpty();
        workspace.Query("select a from staging.s").Should().Equal("2");
        File.Delete(Path.Combine(workspace.Root, "sql/staging/s.sql"));
        workspace.Model("staging.S", "select 3 as a");
        workspace.Build().Should().BeEmpty();
        workspace.Query("select a from staging.s").Should().Equal("3");
    }

    [Fact]
    public void Failure_SkipsWhatDependsOnIt_AndTheRestGoesOn()
    {
        workspace.Model("marts.a", "select 'x'::int as i").Model("marts.b", "select * from marts.a").Model("marts.c", "select * from marts.b")
            .Model("marts.d", "select 1 as i").Model("marts.e", "select * from marts.d");
        workspace.Build().Should().ContainSingle().Which.Message.Should().StartWith("marts.a: ");
        workspace.Reporter.Ended.Select(step => (step.Step, step.Status)).Should().BeEquivalentTo(
        [
            ("marts.a", StepStatus.Failed), ("marts.b", StepStatus.Skipped), ("marts.c", StepStatus.Skipped), ("marts.d", StepStatus.Succeeded), ("marts.e", StepStatus.Succeeded),
        ]);
        workspace.Reporter.Ended.Single(step => step.Step == "marts.c").Message.Should().Be("needs marts.b");
    }

    [Fact]
    public void Grain_ThatNamesNoColumn_IsWarnedOfWithTheNearest()
    {
        workspace.Model("marts.a", "select 1 as customer_id", "grain: customer_idd").Model("marts.b", "select 1 as customer_id", "grain: customer_id");
        workspace.Build().Should().BeEmpty();
        workspace.Reporter.Warnings.Should().ContainSingle().Which.Should()
            .Contain("marts.a: the grain names the column customer_idd, which the SELECT does not make").And.Contain("sql/marts/a.sql").And.EndWith("Did you mean customer_id?");
    }

    [Fact]
    public void FailingTest_SkipsWhatDependsOnIt()
    {
        workspace.Model("marts.a", "select null::int as i", "tests:\n  - not_null: [i]").Model("marts.b", "select * from marts.a");
        workspace.Build().Should().ContainSingle();
        workspace.Reporter.Ended.Select(step => step.Status).Should().Equal(StepStatus.Failed, StepStatus.Skipped);
    }

    [Fact]
    public void Cancellation_EndsTheBuild()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        workspace.Model("marts.a", "select count(*) as n from range(1000000000000) numbers(i) where hash(i) = 42").Model("marts.b", "select 1 as i");
        var act = () => workspace.Run(workspace.Steps(), source.Token);
        act.Should().Throw<OperationCanceledException>();
        workspace.Reporter.Ended.Single(step => step.Step == "marts.a").Status.Should().Be(StepStatus.Failed);
        workspace.Reporter.AfterTheEnd.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Engine_WhileEachThreadHasALane_KeepsNoneBeside_AndHasAllOfThemAgainAfterwards(bool isFailing)
    {
        var all = workspace.Session.Scalar<long>("select current_setting('threads')");
        using var together = new Barrier((int)all);
        var lanes = Enumerable.Range(0, (int)all).Select(i => new Asking($"lane_{i}", [], 1, together) { IsFailing = isFailing && i == 0 }).ToList();
        var alone = new Asking("alone", isFailing ? [] : [.. lanes.SelectMany(lane => lane.Outputs)], all, null);

        workspace.Run([.. lanes, .. isFailing ? Array.Empty<IBuildStep>() : [alone]]).Should().HaveCount(isFailing ? 1 : 0);
        all.Should().BeGreaterThan(1);
        lanes.Should().OnlyContain(lane => lane.HasSeen);
        alone.HasSeen.Should().Be(!isFailing);
        workspace.Session.Scalar<long>("select current_setting('threads')").Should().Be(all);
    }

    [Theory]
    [InlineData("select person_idd, 'ř' as r\nfrom marts.p", "4:8", "person_id")]
    [InlineData("select 'ř' as r, p.person_idd from marts.p as p", "4:18", "person_id")]
    [InlineData("select *\nfrom marts.p\njoin marts.q using (person_idd)", "6:21", null)]
    [InlineData("select 1 as not_person_idd,\n * exclude (person_idd) from marts.p", "5:13", null)]
    [InlineData("select loweer('x') as a", "4:8", "lower")]
    public void MistypedName_HasFileLineColumnAndTheNearest(string sql, string place, string? nearest)
    {
        workspace.Model("marts.p", "select 1 as person_id").Model("marts.q", "select 1 as person_id").Model("marts.r", sql);
        var error = workspace.Build().Should().ContainSingle().Which;
        error.Where!.ToString().Should().Be("sql/marts/r.sql:" + place);
        error.Message.Should().NotContain("Candidate").And.NotContain("Did you mean");
        if (nearest is null)
        {
            error.WayOut.Should().BeNull();
        }
        else
        {
            error.WayOut.Should().Contain(nearest);
        }
    }

    [Fact]
    public void Column_ThatTheHeaderDescribesButTheTableLacks_IsRefused()
    {
        workspace.Model("marts.a", "select 1 as orders", "columns:\n  ordres: How many.");
        var error = workspace.Build().Should().ContainSingle().Which;
        error.Message.Should().Contain("ordres");
        error.WayOut.Should().Contain("orders");
        error.Where!.File.Should().Be("sql/marts/a.sql");
    }

    [Fact]
    public void Check_WithRows_FailsTheBuild_AndOneWithoutPasses()
    {
        workspace.Model("marts.a", "select 1 as i union all select 2").Write("sql/checks/bad.sql", "select i from marts.a where i > 0 -- all;\n;").Write("sql/checks/good.sql", "select i from marts.a where i > 2");
        workspace.Build().Should().ContainSingle().Which.Where!.File.Should().Be("sql/checks/bad.sql");
        workspace.Context!.Tests.Select(test => (test.Model, test.Status, test.FailingRows)).Should()
            .BeEquivalentTo([("sql/checks/bad.sql", "failed", 2L), ("sql/checks/good.sql", "passed", 0L)]);
    }

    [Fact]
    public void Check_ThatCannotRun_HasItsPlace()
    {
        workspace.Model("marts.a", "select 1 as i").Write("sql/checks/c.sql", "-- ř\nselect iii from marts.a");
        workspace.Build().Should().ContainSingle().Which.Where!.ToString().Should().Be("sql/checks/c.sql:2:8");
        workspace.Context!.Tests.Should().ContainSingle().Which.Status.Should().Be("error");
    }

    [Fact]
    public void Relationship_ToATableLaterInTheAlphabet_IsTestedAfterItIsMade()
    {
        workspace.Model("marts.a", "select 1 as i", "tests:\n  - relationships: { column: i, to: marts.z }").Model("marts.z", "select 1 as i");
        workspace.Build().Should().BeEmpty();
    }

    [Fact]
    public void Relationship_ToItself_IsNoCycle()
    {
        workspace.Model("marts.a", "select 1 as i, 1 as parent", "tests:\n  - relationships: { column: parent, to: marts.a, field: i }");
        workspace.Build().Should().BeEmpty();
    }

    /// <summary>Waits until the engine has a number of threads.</summary>
    sealed class Asking(string name, IReadOnlyList<string> inputs, long threads, Barrier? together) : IBuildStep
    {
        static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        public bool HasSeen { get; private set; }

        public bool IsFailing { get; init; }

        public string Name => "marts." + name;

        public string Kind => "test";

        public IReadOnlyList<string> Inputs => inputs;

        public IReadOnlyList<string> Outputs { get; } = ["marts." + name];

        public StepResult Run(BuildContext context)
        {
            together?.SignalAndWait(Patience);
            HasSeen = SpinWait.SpinUntil(() => context.Session.Scalar<long>("select current_setting('threads')") == threads, Patience);
            together?.SignalAndWait(Patience);
            return IsFailing ? throw new KmenException("on purpose") : new StepResult(0);
        }
    }
}
