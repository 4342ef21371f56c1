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

    [Fact]
    public void NightAfterAWornFile_BeginsWithOneWrittenAnew_AndEndsInTheSameTables()
    {
        using var worn = RetailerWorkspace.AfterFirstNight();
        var day = worn.NextDay();
        using var other = worn.Copy();
        var marker = Path.Combine(worn.Layout.CurrentLink, "publication.json");
        File.SetUnixFileMode(marker, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var publication = JsonNode.Parse(File.ReadAllText(marker))!;
        publication["written_anew"]!["bytes"] = 1;
        File.WriteAllText(marker, publication.ToJsonString());

        worn.Run(day).Errors.Should().BeEmpty();
        other.Run(day).Errors.Should().BeEmpty();

        var (now, then) = (Publication.Current(worn.Layout)!, Publication.Current(other.Layout)!);
        now.WrittenAnew!.Bytes.Should().Be(new FileInfo(Path.Combine(worn.Layout.CurrentLink, "warehouse.duckdb")).Length);
        then.WrittenAnew!.Bytes.Should().NotBe(now.WrittenAnew.Bytes, because: "the other file was copied as it is");
        worn.Contents().Should().Equal(other.Contents());
        worn.Read(Comments, row => row.GetString(0)).Should().Equal(other.Read(Comments, row => row.GetString(0)));
        worn.Read("select model from ops.models where way = 'increment' order by 1", row => row.GetString(0)).Should()
            .Equal(other.Read("select model from ops.models where way = 'increment' order by 1", row => row.GetString(0)), because: "what changed is known all the same");
    }

    const string Comments =
        """
        select schema_name || '.' || table_name || ' ' || coalesce(comment, '') from duckdb_tables() where database_name = 'night'
        union all select schema_name || '.' || table_name || '.' || column_name || ' ' || coalesce(comment, '') from duckdb_columns() where database_name = 'night' order by 1
        """;
}
