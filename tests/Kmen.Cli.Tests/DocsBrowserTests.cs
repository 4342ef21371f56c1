using System.Net;
using System.Text.RegularExpressions;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

/// <summary>The page of documentation in a real browser, opened as a file.</summary>
public sealed partial class DocsBrowserTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public DocsBrowserTests()
    {
        folder.Write("kmen.yml", "name: shop\nsources: { a: { format: csv, columns: { b: bigint, c: string } } }\nengine: { memory: 512MB, threads: 1 }\n");
        folder.Write("sql/marts/one.sql", "/* kmen\ndescription: \"An </script><img src=x onerror=document.title=1> and <b>bold</b>.\"\ntags: [daily]\ngrain: i\ntests:\n  - unique: [i]\n*/\nselect cast(b as bigint) as i from raw.a where c <> '</script>'\n");
        folder.Write("sql/marts/two.sql", "/* kmen\ndescription: Second.\n*/\nselect i + 1 as next_i from marts.one\n");
        folder.Write("sql/marts/three.sql", "/* kmen\ndescription: Third.\n*/\nselect count(*) as n from marts.two where next_i > 1\n");
    }

    string File => Path.Combine(folder.Path, ".kmen/docs/index.html");

    public void Dispose() => folder.Dispose();

    [BrowserFact]
    public async Task Page_OfAModel_ShowsTextsAsTheyAreAndLinksWhatIsAroundIt()
    {
        await Write();

        var (document, console) = Browser.Open(File, "marts.one");

        console.Should().BeEmpty();
        document.Should().Contain("<title>marts.one · shop</title>");
        Text(document).Should().Contain("An </script><img src=x onerror=document.title=1> and <b>bold</b>.").And.Contain("where c <> '</script>'").And.Contain("not built yet");
        Content(document).Should().NotContain("<img").And.Contain("href=\"#marts.two\"").And.Contain("href=\"#raw.a\"").And.Contain("href=\"#marts.one.i\"").And.Contain("<svg");
    }

    [BrowserFact]
    public async Task Page_OfAColumn_TracesItUpAndDown()
    {
        await Write();

        var (document, console) = Browser.Open(File, "marts.one.i");

        console.Should().BeEmpty();
        var text = Text(document);
        text.Should().MatchRegex("In the sources ?raw.a: b.*Rows are decided by.*In the sources ?raw.a: c");
        text.Should().Contain("Feeds the values of (1)marts.two: next_i").And.Contain("Decides rows of (1)marts.three");
    }

    [BrowserFact]
    public async Task Page_SearchByKeys_FindsAColumnAndGoesThere()
    {
        await Write();
        Type("""
            const press = (target, key) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
            press(document.body, '/');
            const field = document.activeElement;
            field.value = 'next';
            field.dispatchEvent(new Event('input', { bubbles: true }));
            press(field, 'Enter');
            """);

        var (document, console) = Browser.Open(File, "graph");

        console.Should().BeEmpty();
        document.Should().Contain("<title>marts.two.next_i · shop</title>");
    }

    [BrowserFact]
    public async Task Page_WholeGraph_HasABoxForEveryTableAndALineForEveryRead()
    {
        await Write();

        var (document, console) = Browser.Open(File, "graph");

        console.Should().BeEmpty();
        Regex.Matches(Content(document), "<rect ").Should().HaveCount(4);
        Regex.Matches(Content(document), "<path d=").Should().HaveCount(3);
    }

    async Task Write()
    {
        using var console = new TestConsole();
        (await console.RunAsync("docs", "--workspace", folder.Path)).Should().Be(ExitCode.Done, because: console.Error);
    }

    /// <summary>Adds what a reader does to the page, after it is shown.</summary>
    void Type(string script) => System.IO.File.WriteAllText(
        File, System.IO.File.ReadAllText(File).Replace("</body>", $"<script>addEventListener('load', () => {{ {script} }});</script></body>", StringComparison.Ordinal));

    static string Content(string document) => MainElement().Match(document).Value;

    static string Text(string document) => WebUtility.HtmlDecode(Regex.Replace(Content(document), "<[^>]*>", "")).ReplaceLineEndings(" ");

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainElement();
}
