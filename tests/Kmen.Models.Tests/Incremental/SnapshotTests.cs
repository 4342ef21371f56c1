using System.Globalization;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;

namespace Kmen.Models.Tests.Incremental;

public sealed class SnapshotTests : IDisposable
{
    readonly TestWorkspace workspace = new();
    readonly Nights nights;
    int version;

    public SnapshotTests() => nights = new Nights(workspace, isFullRefresh: false);

    public void Dispose()
    {
        nights.Dispose();
        workspace.Dispose();
    }

    [Fact]
    public void Compared_Columns_BeginANewVersionAtTheNightThatSawThem()
    {
        Model("compare: [city]");
        Night("(1, 'Brno', 'a'), (2, 'Praha', 'b')");
        Night("(1, 'Brno', 'changed, and not compared'), (2, 'Zlin', 'b'), (3, 'Plzen', 'c')");
        Night("(1, 'Brno', 'a'), (3, 'Plzen', 'c')");
        Versions().Should().Equal("1 Brno 01 -", "2 Praha 01 02", "2 Zlin 02 03", "3 Plzen 02 -");
        Night("(2, 'Zlin', 'b'), (1, 'Brno', 'a'), (3, 'Plzen', 'c')");
        Versions().Should().Equal("1 Brno 01 -", "2 Praha 01 02", "2 Zlin 02 03", "2 Zlin 04 -", "3 Plzen 02 -");
    }

    [Fact]
    public void UpdatedAt_SaysWhenAVersionBegan()
    {
        workspace.Model("marts.s", "select id, city, moved_at from given.t", "grain: id\nmaterialized: snapshot\nsnapshot: { updated_at: moved_at }");
        Night("(1, 'Brno', '', timestamp '2025-05-05')");
        Night("(1, 'Zlin', '', timestamp '2025-05-05')");
        Night("(1, 'Praha', '', timestamp '2025-12-24')");
        Rows("select city || ' ' || valid_from::date || ' ' || coalesce(valid_to::date::varchar, '-') from marts.s order by valid_from")
            .Should().Equal("Brno 2025-05-05 2025-12-24", "Praha 2025-12-24 -");
    }

    [Fact]
    public void UpdatedAt_OfARowThatComesBack_OverlapsNoVersionOfBefore()
    {
        workspace.Model("marts.s", "select id, city, moved_at from given.t", "grain: id\nmaterialized: snapshot\nsnapshot: { updated_at: moved_at }");
        Night("(1, 'Brno', '', timestamp '2025-05-05'), (2, 'Zlin', '', timestamp '2025-05-05')");
        Night("(1, 'Brno', '', timestamp '2025-05-05')");
        Night("(1, 'Brno', '', timestamp '2025-05-05'), (2, 'Zlin', '', timestamp '2025-05-05')");
        Versions().Should().Equal("1 Brno 05 -", "2 Zlin 05 02", "2 Zlin 03 -");
        Night("(1, 'Brno', '', timestamp '2025-05-05'), (2, 'Zlin', '', timestamp '2025-05-05')");
        Versions().Should().Equal("1 Brno 05 -", "2 Zlin 05 02", "2 Zlin 03 -");
        Night("(1, 'Brno', '', timestamp '2025-05-05'), (2, 'Plzen', '', timestamp '2026-01-04 12:00:00')");
        Versions().Should().Equal("1 Brno 05 -", "2 Zlin 05 02", "2 Zlin 03 04", "2 Plzen 04 -");
    }

    [Fact]
    public void UpdatedAt_AfterTheNight_EndsNotBeforeItBegins()
    {
        workspace.Model("marts.s", "select id, city, moved_at from given.t", "grain: id\nmaterialized: snapshot\nsnapshot: { updated_at: moved_at }");
        Night("(1, 'Brno', '', timestamp '2025-05-05'), (2, 'Zlin', '', timestamp '2026-01-20')");
        Night("(1, 'Brno', '', timestamp '2025-05-05')");
        Versions().Should().Equal("1 Brno 05 -", "2 Zlin 20 20");
        Night("(1, 'Brno', '', timestamp '2025-05-05'), (2, 'Zlin', '', timestamp '2026-01-20')");
        Versions().Should().Equal("1 Brno 05 -", "2 Zlin 20 -");
    }

    [Fact]
    public void UpdatedAt_ThatIsMissing_IsRefusedWithItsFile()
    {
        workspace.Model("marts.s", "select id, city, moved_at from given.t", "grain: id\nmaterialized: snapshot\nsnapshot: { updated_at: moved_at }");
        Night("(1, 'Brno', '', timestamp '2025-05-05')");
        var error = Run("(1, 'Brno', '', timestamp '2025-05-05'), (2, 'Zlin', '', null)").Should().ContainSingle().Which;
        error.Message.Should().Contain("moved_at, is missing in 1 rows");
        error.Where!.File.Should().Be("sql/marts/s.sql");
    }

    [Theory]
    [InlineData("grain: nobody", "select id from given.t", "the header names the column nobody, which the SELECT does not make", 2)]
    [InlineData("grain: id", "select id, moved_at as Valid_From from given.t", "the SELECT makes the column Valid_From, which the snapshot itself adds", 6)]
    [InlineData("grain: id\nevent_time: city", "select id, city from given.t", "event_time names city, which is VARCHAR, no date or timestamp", 3)]
    public void Columns_ThatDoNotFit_AreRefusedWithTheirPlace(string header, string sql, string told, int line)
    {
        workspace.Model("marts.s", sql, header + "\nmaterialized: snapshot\nsnapshot: { compare: [id] }");
        var error = Run("(1, 'Brno', '', timestamp '2025-05-05')").Should().ContainSingle().Which;
        error.Message.Should().Contain(told);
        error.Where!.Line.Should().Be(line);
    }

    [Fact]
    public void Key_ThatRepeats_IsRefusedWithItsFile()
    {
        Model("compare: [city]");
        var error = Run("(1, 'Brno', 'a'), (1, 'Zlin', 'a')").Should().ContainSingle().Which;
        error.Message.Should().Contain("repeats for 1 keys");
        error.Where!.File.Should().Be("sql/marts/s.sql");
    }

    void Model(string settings) => workspace.Model("marts.s", "select id, city, note from given.t", $"grain: id\nmaterialized: snapshot\nsnapshot: {{ {settings} }}");

    void Night(string values) => Run(values).Should().BeEmpty();

    IReadOnlyList<Kmen.Workspace.KmenException> Run(string values) => nights.Run(
        $"create schema if not exists given; create or replace table given.t as select id, city, note{(values.Contains("timestamp", StringComparison.Ordinal) ? ", moved_at" : "")} from (values {values}) t(id, city, note{(values.Contains("timestamp", StringComparison.Ordinal) ? ", moved_at" : "")})",
        (++version).ToString(CultureInfo.InvariantCulture), ["given.t"]);

    IReadOnlyList<string> Versions() => Rows("select id || ' ' || city || ' ' || strftime(valid_from, '%d') || ' ' || coalesce(strftime(valid_to, '%d'), '-') from marts.s order by id, valid_from");

    IReadOnlyList<string> Rows(string sql)
    {
        using var engine = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "500MB", TempFolder = workspace.Root });
        engine.Attach("night", nights.File, readOnly: true);
        using var session = engine.Open("night");
        return session.List(sql, row => row.GetString(0));
    }
}
