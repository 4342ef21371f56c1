using System.Text.Json.Nodes;
using Kmen.Night.Publishing;

namespace Kmen.Night.Tests;

public sealed class WornFileTests
{
    [Theory]
    [InlineData(119, 100, false)]
    [InlineData(130, 100, true)]
    [InlineData(130, 200, false)]
    [InlineData(250, 200, true)]
    public void File_ThatTakesAFifthMoreThanItsRows_IsWorn(long megabytes, long cells, bool isWorn)
    {
        new WrittenAnew(100 << 20, 100).IsWorn(megabytes << 20, cells).Should().Be(isWorn);
    }

    [Fact]
    public void SmallFile_IsLeftAsItIs()
    {
        new WrittenAnew(2 << 20, 100).IsWorn(4 << 20, 100).Should().BeFalse(because: "a few blocks are not worth the time");
    }

    /// <summary>The same exports and the same moment once more, under another setting: nothing changed but the file.</summary>
    [Fact]
    public void NightAfterAWornFile_BeginsWithOneWrittenAnew_AndEndsInTheSameTables()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var (contents, comments) = (workspace.Contents(), workspace.Read(Comments, row => row.GetString(0)));
        var marker = Path.Combine(workspace.Layout.CurrentLink, "publication.json");
        File.SetUnixFileMode(marker, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var publication = JsonNode.Parse(File.ReadAllText(marker))!;
        publication["written_anew"]!["bytes"] = 1;
        File.WriteAllText(marker, publication.ToJsonString());
        workspace.Edit("sql/marts/web_day.sql", was => was.Replace("column: events, min: ", "column: events, min: -", StringComparison.Ordinal));

        workspace.Run(RetailerWorkspace.FirstNight).Errors.Should().BeEmpty();

        Publication.Current(workspace.Layout)!.WrittenAnew!.Bytes.Should().Be(new FileInfo(Path.Combine(workspace.Layout.CurrentLink, "warehouse.duckdb")).Length);
        workspace.Contents().Should().Equal(contents);
        workspace.Read(Comments, row => row.GetString(0)).Should().Equal(comments);
        workspace.Read("select distinct way from ops.models where kind = 'incremental' order by 1", row => row.GetString(0)).Should().NotContain("built", because: "what is known of changes is known all the same");
    }

    const string Comments =
        """
        select schema_name || '.' || table_name || ' ' || coalesce(comment, '') from duckdb_tables() where database_name = 'night' and schema_name not in ('ops', 'activation')
        union all select schema_name || '.' || table_name || '.' || column_name || ' ' || coalesce(comment, '') from duckdb_columns() where database_name = 'night' and schema_name not in ('ops', 'activation') order by 1
        """;
}
