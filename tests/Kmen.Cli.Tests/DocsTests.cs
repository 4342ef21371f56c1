using System.Globalization;
using System.Text.Json;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

/// <summary>The page of a small workspace, read back as a browser would: the element that holds the data, and what is around it.</summary>
public sealed class DocsTests : IDisposable
{
    const string Nasty = "A </script><b>bold</b> & \\\"quoted\\\" <!-- word {{data}} žluťoučký.";

    readonly TemporaryFolder folder = new();
    readonly TestConsole console = new();

    public DocsTests()
    {
        folder.Write("kmen.yml", "name: \"a <i>shop</i>\"\nsources: { a: { format: csv, columns: { b: bigint, c: { type: string, description: \"</script>\" } } } }\nengine: { memory: 512MB, threads: 1 }\n");
        folder.Write("sql/marts/one.sql", $"/* kmen\ndescription: \"{Nasty}\"\ntags: [daily]\nowner: ann\ngrain: i\ncolumns: {{ i: The key. }}\ntests:\n  - unique: [i]\n  - expression: i > 0\n    severity: warn\n*/\nselect cast(b as bigint) as i, c from raw.a where c <> '</script>'\n");
        folder.Write("sql/marts/two.sql", "/* kmen\ndescription: Second.\n*/\nselect i + 1 as next from marts.one where i > 0\n");
    }

    string File => Path.Combine(folder.Path, ".kmen/docs/index.html");

    public void Dispose()
    {
        folder.Dispose();
        console.Dispose();
    }

    [Fact]
    public async Task Docs_BeforeTheFirstNight_ShowsModelsColumnsAndWhereTheyComeFrom()
    {
        (await Run()).Should().Be(ExitCode.Done);

        console.Out.Should().Contain(".kmen/docs/index.html").And.Contain("1 source, 2 models").And.Contain("not built yet");
        var page = Data();
        page.TryGetProperty("publication", out _).Should().BeFalse();
        var one = Node(page, "marts.one");
        one.GetProperty("description").GetString().Should().Be("A </script><b>bold</b> & \"quoted\" <!-- word {{data}} žluťoučký.");
        one.GetProperty("owner").GetString().Should().Be("ann");
        one.GetProperty("sql").GetString().Should().Contain("where c <> '</script>'");
        one.GetProperty("tests").EnumerateArray().Select(test => test.GetProperty("test").GetString() + " " + test.GetProperty("severity").GetString()).Should().Equal("unique error", "expression warn");
        one.GetProperty("tests").EnumerateArray().Should().OnlyContain(test => !HasProperty(test, "status"), because: "no test ran");
        Columns(page, "marts.one").Should().Equal("i bigint The key.", "c varchar ");
        Columns(page, "marts.two").Should().Equal("next bigint ");
        Columns(page, "raw.a").Should().StartWith(["b bigint ", "c string </script>"], because: "the contract's types are what matters, whatever they are loaded as");
        Origins(page, "marts.two", "next").Should().Equal("raw.a.b");
        Directly(page, "marts.two", "next").Should().Equal("marts.one.i");
        RowsBy(page, "marts.two").Should().Equal("marts.one.i");
    }

    [Fact]
    public async Task Docs_TextsThatLookLikeMarkup_DoNotBreakThePage()
    {
        await Run();

        var html = System.IO.File.ReadAllText(File);
        html.Split("</script>").Should().HaveCount(3, because: "the page has two elements of that name, and no text of the workspace ends one");
        html.Should().NotContain("<b>bold").And.NotContain("<i>shop").And.NotContain("<!-- word").And.Contain("<title>a &lt;i&gt;shop&lt;/i&gt;</title>");
        html.Should().NotContain("http://localhost").And.NotMatchRegex("(src|href)=\"https?:", because: "it needs no network");
        Node(Data(), "marts.one").GetProperty("description").GetString().Should().Contain("{{data}}", because: "a text that reads like a mark of the page stays a text");
    }

    [Fact]
    public async Task Docs_AfterRuns_ShowsWhatTestsFoundAndRowsOfNights_AndNoRowOfATable()
    {
        using var published = new Publication();
        CopyWorkspace(published.Root);
        published.Publish("000002-20260102T0000", """
            create schema marts; create table marts.one as select 7::bigint as i, 'jana@example.com' as c; comment on table marts.one is 'x';
            create schema ops; create table ops.models as select 'marts.one' as model, 'table' as kind, 'sql/marts/one.sql' as file, 'v' as version, 'c' as content, 'h' as header, '{}' as inputs,
                1::bigint as rows, 0::bigint as replaced_rows, 0::bigint as sequence, 0::bigint as log_from, timestamp '2026-01-02 03:00:00' as built_at, '000002-20260102T0000' as run_id, 'built' as way, 'raw.a changed' as reason
            """);
        System.IO.File.WriteAllText(Path.Combine(published.Root, "published/nights/000002-20260102T0000/publication.json"),
            """{"run_id":"000002-20260102T0000","as_of":"2026-01-02T00:00:00","published_at":"2026-01-02T03:01:00Z","fingerprint":"f","engine_version":"v","tables":{},"files":{}}""");
        published.Ops("""
            create table runs as from (values ('000001-20260101T0000', 1::bigint, timestamp '2026-01-01', 'succeeded', timestamp '2026-01-01 03:00:00', timestamp '2026-01-01 03:01:00'),
                ('000003-20260103T0000', 3::bigint, timestamp '2026-01-03', 'failed', timestamp '2026-01-03 03:00:00', null)) t(run_id, sequence, as_of, status, started_at, finished_at);
            create table steps as from (values ('000001-20260101T0000', 1::bigint, 'marts.one', 'succeeded', timestamp '2026-01-01 03:00:10', 1500::bigint, 1::bigint, null),
                ('000003-20260103T0000', 1::bigint, 'marts.one', 'failed', timestamp '2026-01-03 03:00:10', 10::bigint, 0::bigint, 'cannot cast jana@example.com')) t(run_id, sequence, step, status, started_at, duration_ms, rows_affected, message);
            create table tests as from (values ('000001-20260101T0000', 'marts.one', 'unique', 'i', 'failed', 3::bigint, null), ('000003-20260103T0000', 'marts.one', 'unique', 'i', 'error', 0::bigint, 'jana@example.com'),
                ('000001-20260101T0000', 'marts.one', 'expression', null, 'warned', 2::bigint, null)) t(run_id, model, test, column_name, status, failing_rows, message);
            create table files as select 'a' as source, 'loaded' as status, timestamp '2026-01-01 02:00:00' as loaded_at, 9::bigint as rows_loaded, 1::bigint as rows_rejected, 'jana@example.com' as path;
            create table table_rows as from (values ('000001-20260101T0000', timestamp '2026-01-01', 'marts.one', 4::bigint), ('000002-20260102T0000', timestamp '2026-01-02', 'marts.one', 5::bigint),
                ('000002-20260102T0000', timestamp '2026-01-02', 'marts.two', 1::bigint)) t(run_id, as_of, table_name, rows)
            """);

        (await console.RunAsync("docs", "--workspace", published.Root, "--output", Path.Combine(folder.Path, "site"))).Should().Be(ExitCode.Done);

        var file = Path.Combine(folder.Path, "site/index.html");
        var page = Data(file);
        var one = Node(page, "marts.one");
        page.GetProperty("publication").GetProperty("run_id").GetString().Should().Be("000002-20260102T0000");
        one.GetProperty("last_run").GetProperty("status").GetString().Should().Be("failed");
        one.GetProperty("last_build").GetProperty("reason").GetString().Should().Be("raw.a changed");
        one.GetProperty("tests").EnumerateArray().Select(test => test.GetProperty("status").GetString() + test.GetProperty("failing_rows")).Should().Equal("error0", "warned2");
        Table(page, "marts.one").GetProperty("history").EnumerateArray().Select(rows => rows.ToString()).Should().Equal("4", "5");
        Table(page, "marts.two").GetProperty("history").EnumerateArray().Select(rows => rows.ToString()).Should().Equal("", "1");
        Node(page, "raw.a").GetProperty("source").GetProperty("rows_rejected").GetInt64().Should().Be(1);
        System.IO.File.ReadAllText(file).Should().NotContain("jana", because: "no row, no message of the engine and no file's name gets onto the page");
    }

    [Fact]
    public async Task Docs_BesideARunThatHoldsTheWarehouse_IsWritten()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, ".kmen"));
        using var running = Warehouse.DuckDb.DuckDbWarehouse.Start(new Warehouse.WarehouseOptions { Threads = 1, Memory = "256MB", TempFolder = Path.Combine(folder.Path, "tmp") });
        running.Attach("raw_store", Path.Combine(folder.Path, ".kmen/raw.duckdb"));
        running.Attach("state", Path.Combine(folder.Path, ".kmen/state.duckdb"));
        await using var held = new FileStream(Path.Combine(folder.Path, ".kmen/run.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        (await Run()).Should().Be(ExitCode.Done);

        System.IO.File.Exists(File).Should().BeTrue();
    }

    [Fact]
    public async Task Docs_OfAThousandModels_StaysSmall()
    {
        for (var i = 0; i < 1000; i++)
        {
            var sql = i < 10 ? string.Create(CultureInfo.InvariantCulture, $"select id as person_id, id * {i + 1} as v from range(1000) t(id)")
                : string.Create(CultureInfo.InvariantCulture, $"select a.person_id, a.v + b.v as v from big.m{i - 10} a join big.m{i * 7 % (i - 1)} b using (person_id)");
            folder.Write(string.Create(CultureInfo.InvariantCulture, $"sql/big/m{i}.sql"), $"/* kmen\ndescription: Model {i}.\ngrain: person_id\ntests:\n  - not_null: [person_id]\n  - unique: [person_id]\n*/\n{sql}\n");
        }

        (await Run()).Should().Be(ExitCode.Done);

        Data().GetProperty("nodes").GetArrayLength().Should().Be(1003);
        new FileInfo(File).Length.Should().BeLessThan(1_500_000);
    }

    Task<ExitCode> Run() => console.RunAsync("docs", "--workspace", folder.Path);

    JsonElement Data(string? file = null)
    {
        const string Opening = "<script type=\"application/json\" id=\"data\">";
        var html = System.IO.File.ReadAllText(file ?? File);
        var start = html.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        return JsonDocument.Parse(html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)]).RootElement;
    }

    void CopyWorkspace(string to)
    {
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target, overwrite: true);
        }
    }

    static bool HasProperty(JsonElement element, string name) => element.TryGetProperty(name, out _);

    static JsonElement Node(JsonElement page, string name) => page.GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("name").GetString() == name);

    static JsonElement Table(JsonElement page, string name) => page.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("name").GetString() == name);

    static IEnumerable<string> Columns(JsonElement page, string table) => Table(page, table).GetProperty("columns").EnumerateArray()
        .Select(column => $"{column.GetProperty("name")} {column.GetProperty("type")} {(column.TryGetProperty("description", out var text) ? text.GetString() : "")}");

    static JsonElement Column(JsonElement page, string table, string name) => Table(page, table).GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == name);

    static IEnumerable<string?> Names(JsonElement page, JsonElement ids) => ids.EnumerateArray().Select(id => page.GetProperty("column_names")[id.GetInt32()].GetString());

    static IEnumerable<string?> Directly(JsonElement page, string table, string column) => Names(page, Column(page, table, column).GetProperty("values"));

    static IEnumerable<string?> Origins(JsonElement page, string table, string column) => Names(page, page.GetProperty("sets")[Column(page, table, column).GetProperty("origins").GetInt32()]);

    static IEnumerable<string?> RowsBy(JsonElement page, string table) => Names(page, Table(page, table).GetProperty("rows"));
}
