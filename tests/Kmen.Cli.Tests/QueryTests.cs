using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

public sealed class QueryTests : IDisposable
{
    const string Marts =
        "create schema marts; create table marts.person as select 1::bigint as person_id, 'Jan' as first_name; create schema ops; create table ops.runs as select 'old' as run_id";

    readonly Publication published = new();

    public void Dispose() => published.Dispose();

    [Fact]
    public async Task Query_PublishedTable_IsFoundByItsSchemaAndName()
    {
        published.Publish("1", Marts);

        (await Ask("select * from marts.person")).Should().Be((ExitCode.Done, "person_id,first_name\n1,Jan\n", ""));
    }

    [Fact]
    public async Task Query_Ops_IsAsOfTheLastRunAndNotAsOfThePublication()
    {
        published.Publish("1", Marts);
        published.Ops("create table runs as select 'new' as run_id; create schema activation; create table activation.deliveries as select 7 as n");

        (await Ask("select run_id, n from ops.runs, activation.deliveries")).Out.Should().Be("run_id,n\nnew,7\n");
    }

    [Fact]
    public async Task Query_TheExampleThatListsTables_ListsWhatCanBeAskedAndNothingTwice()
    {
        published.Publish("1", Marts);
        published.Ops("create table runs as select 1 as n; create schema activation; create table activation.deliveries as select 7 as n");
        var example = new Kmen.Cli.Commands.QueryCommand().Examples.Single(example => example.Text.Contains("information_schema", StringComparison.Ordinal)).Text;
        var sql = example.Split('"')[1];

        var listed = (await Ask(sql)).Out.TrimEnd().Split('\n').Skip(1).ToList();

        listed.Should().BeEquivalentTo("marts,person", "ops,runs", "activation,deliveries");
        foreach (var table in listed)
        {
            (await Ask("from " + table.Replace(',', '.'))).Code.Should().Be(ExitCode.Done);
        }
    }

    [Fact]
    public async Task Query_NextNight_IsSeenByTheNextQuery()
    {
        published.Publish("1", Marts);
        published.Publish("2", "create schema marts; create table marts.person as select 2 as person_id");

        (await Ask("from marts.person")).Out.Should().Be("person_id\n2\n");
    }

    [Fact]
    public async Task Query_WhileAnotherReads_Works()
    {
        published.Publish("1", Marts);
        using var other = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "256MB", TempFolder = Path.Combine(published.Root, "tmp2") });
        other.Attach("theirs", Path.Combine(published.Root, "published/warehouse.duckdb"), readOnly: true);

        (await Ask("select count(*) as n from marts.person")).Out.Should().Be("n\n1\n");
    }

    [Theory]
    [InlineData("delete from marts.person")]
    [InlineData("drop table warehouse.marts.person")]
    [InlineData("copy marts.person to '{file}' (format csv)")]
    [InlineData("COPY (select 1) TO '{file}'")]
    [InlineData("/* rows */ copy marts.person to '{file}'")]
    [InlineData("explain analyze copy marts.person to '{file}'")]
    [InlineData("attach '{file}' as other")]
    [InlineData("set threads = 1")]
    [InlineData("\u200bcopy (select 1) to '{file}'")]
    [InlineData("\ufeff\u2060copy (select 1) to '{file}'")]
    [InlineData("\u200battach '{file}'")]
    [InlineData("explain \u200banalyze copy (select 1) to '{file}'")]
    [InlineData("explain -- \r analyze copy (select 1) to '{file}'")]
    [InlineData("install spatial")]
    [InlineData("pragma import_database('{file}')")]
    [InlineData("pragma log_query_path = '{file}'")]
    [InlineData("explain (analyze) copy marts.person to '{file}'")]
    [InlineData("call import_database('{file}')")]
    public async Task Query_ThatWouldDoSomething_IsRefusedWithAWayOut(string sql)
    {
        published.Publish("1", Marts);
        var file = Path.Combine(published.Root, "rows.csv");

        var (code, text, error) = await Ask(sql.Replace("{file}", file, StringComparison.Ordinal));

        code.Should().Be(ExitCode.Usage);
        text.Should().BeEmpty();
        error.Should().Contain("kmen query only asks");
        File.Exists(file).Should().BeFalse();
        (await Ask("select count(*) as n from marts.person")).Out.Should().Be("n\n1\n");
    }

    [Theory]
    [InlineData("select 1; select 2")]
    [InlineData("select 1; copy marts.person to '{file}'")]
    [InlineData("-- \rcopy (select 1) to '{file}'; -- \nselect 1")]
    [InlineData("explain -- \r analyze copy (select 1) to '{file}'; -- \n select 1")]
    [InlineData("pivot marts.person on first_name using count(*); copy marts.person to '{file}'")]
    [InlineData("call pragma_version(); copy marts.person to '{file}'")]
    public async Task Query_OfSeveralStatements_IsRefusedInsteadOfAnsweringOne(string sql)
    {
        published.Publish("1", Marts);
        var file = Path.Combine(published.Root, "rows.csv");

        (await Ask(sql.Replace("{file}", file, StringComparison.Ordinal))).Error.Should().Contain("several statements");

        File.Exists(file).Should().BeFalse();
    }

    [Theory]
    [InlineData("describe marts.person")]
    [InlineData("summarize marts.person")]
    [InlineData("explain select 1")]
    [InlineData("explain analyze from marts.person")]
    [InlineData("-- how many of each\npivot marts.person on first_name using count(*);")]
    [InlineData("with people as (from marts.person) pivot people on first_name using count(*)")]
    [InlineData("pragma show_tables")]
    [InlineData("pragma table_info('marts.person')")]
    [InlineData("call pragma_version()")]
    [InlineData("call pragma_table_info('marts.person')")]
    [InlineData("pragma user_agent")]
    [InlineData("explain (select 1) union all (select 2)")]
    [InlineData("-- told\rselect 1 as a")]
    [InlineData("\ufeffselect 1 as a")]
    [InlineData("values (1)")]
    [InlineData("(select 1) union all (select 2)")]
    [InlineData("explain (format json) select 1")]
    [InlineData("explain pivot marts.person on first_name using count(*)")]
    [InlineData("pivot marts.person on first_name using count(*) ; -- done; and told")]
    [InlineData("select * from (pivot marts.person on (person_id % 2) using count(*)) p where 'a;b' = 'a;b' -- a;b")]
    [InlineData("select 1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1 as n")]
    public async Task Query_InTheEnginesOtherWords_IsAnswered(string sql)
    {
        published.Publish("1", Marts);

        var (code, text, error) = await Ask(sql);

        error.Should().BeEmpty();
        code.Should().Be(ExitCode.Done);
        text.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Query_MistypedColumn_HasACaretAndTheNearestName()
    {
        published.Publish("1", Marts);

        var (code, text, error) = await Ask("select person_id,\n       frist_name\nfrom marts.person");

        code.Should().Be(ExitCode.Failed);
        text.Should().BeEmpty();
        error.Should().Contain("frist_name").And.Contain("SQL:2:8").And.Contain("    2 |        frist_name\n      |        ^\n").And.Contain("first_name");
        error.Should().NotContain("   at ", because: "nobody wants to read a stack trace").And.NotContain("LINE 1");
    }

    [Fact]
    public async Task Query_MistypedTable_NamesTheNearest()
    {
        published.Publish("1", Marts);

        var (code, _, error) = await Ask("select * from marts.persn");

        code.Should().Be(ExitCode.Failed);
        error.Should().Contain("marts.person").And.Contain("^");
    }

    [Fact]
    public async Task Query_SyntaxErrorInAFile_NamesTheFile()
    {
        published.Publish("1", Marts);
        var file = Path.Combine(published.Root, "report.sql");
        await File.WriteAllTextAsync(file, "select *\nform marts.person\n");
        var console = new TestConsole();

        var code = await console.RunAsync("query", "--file", file, "--workspace", published.Root);

        code.Should().Be(ExitCode.Failed);
        console.Error.Should().Contain($"{file}:2:").And.Contain("form marts.person");
    }

    [Theory]
    [InlineData("selec person_id from marts.person", "SQL:1:1")]
    [InlineData("", "query needs a query")]
    [InlineData("-- nothing", "holds no query")]
    [InlineData("select ?", "a place for a value")]
    [InlineData("from marts.person where person_id = $1", "a place for a value")]
    public async Task Query_ThatTheEngineDoesNotTake_IsToldInItsWords(string sql, string told)
    {
        published.Publish("1", Marts);

        var (code, _, error) = await Ask(sql);

        code.Should().NotBe(ExitCode.Done);
        error.Should().Contain(told).And.NotContain("something else").And.NotContain("did not foresee");
    }

    [Fact]
    public async Task Query_FromStandardInput_IsRead()
    {
        published.Publish("1", Marts);
        var console = new TestConsole(input: "select 5 as n");

        await console.RunAsync("query", "--format", "csv", "--workspace", published.Root);

        console.Out.Should().Be("n\n5\n");
    }

    [Fact]
    public async Task Query_BeforeAnythingIsPublished_SaysHowToBegin()
    {
        var (code, _, error) = await Ask("select 1");

        code.Should().Be(ExitCode.Failed);
        error.Should().Be("error: Nothing is published yet in published (target dev).\n  Run a night first: kmen run\n");
    }

    [Fact]
    public async Task Query_AfterAFirstNightThatFailed_AnswersWhatHappened()
    {
        published.Ops("create table runs as select 'failed' as status");

        (await Ask("from ops.runs")).Out.Should().Be("status\nfailed\n");
        (await Ask("from marts.person")).Error.Should().Contain("No night has been published yet");
    }

    [Fact]
    public async Task Query_Ended_LeavesNothingBehind()
    {
        published.Publish("1", Marts);

        await Ask("from marts.person");

        Directory.EnumerateDirectories(Path.Combine(published.Root, ".kmen"), "query-*").Should().BeEmpty();
    }

    [Fact]
    public async Task Query_InAReadOnlyWorkspace_Works()
    {
        published.Publish("1", Marts);
        File.WriteAllText(Path.Combine(published.Root, ".kmen"), "a file stands where the folder would be made");

        (await Ask("select count(*) as n from marts.person")).Out.Should().Be("n\n1\n");
    }

    async Task<(ExitCode Code, string Out, string Error)> Ask(string sql)
    {
        var console = new TestConsole();
        var code = await console.RunAsync("query", sql, "--format", "csv", "--workspace", published.Root);
        return (code, console.Out, console.Error);
    }
}
