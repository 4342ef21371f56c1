using System.Text.RegularExpressions;
using Kmen.Night.Running;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Night.Tests;

public sealed partial class GuideTests
{
    [Fact]
    public void YourOwnData_FilesOfThePage_MakeAWorkspaceThatDoesWhatThePageSays()
    {
        var folder = Directory.CreateTempSubdirectory("kmen-guide-").FullName;
        try
        {
            var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "your-own-data.md"));
            foreach (Match block in Block().Matches(page))
            {
                var file = Path.Combine(folder, block.Groups["file"].Value);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, block.Groups["text"].Value);
            }

            var workspace = WorkspaceReader.Read(folder);
            var options = new NightOptions { AsOf = new DateOnly(2026, 1, 1), Threads = 1, Memory = "1GB" };
            var night = NightRun.Execute(workspace, options, new RecordingReporter(), TimeProvider.System, CancellationToken.None);

            night.Errors.Should().BeEmpty();
            workspace.Layout("prod").Should().NotBe(night.Layout, because: "the page ends with kmen run --target prod");
            using var engine = RetailerWorkspace.Engine();
            engine.Attach("night", night.Layout.PublishedFile, readOnly: true);
            using (var session = engine.Open("night"))
            {
                session.List("select address from audiences.membership where left_at is null", row => row.GetString(0)).Should().Equal(
                    ["petr@example.com"], because: "the page says who else is new, and why not; Karel joined on the 15th day before in Prague, which a date of a UTC moment would take for the 14th");
            }

            var sent = Directory.GetFiles(Path.Combine(folder, "outgoing", "newsletter"), "*.csv").Should().ContainSingle().Subject;
            File.ReadAllLines(sent).Should().HaveCount(2, because: "a header and Petr");
            NightRun.Execute(workspace, options, new RecordingReporter(), TimeProvider.System, CancellationToken.None).IsUnchanged.Should().BeTrue();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"^```\w+ file=(?<file>\S+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
