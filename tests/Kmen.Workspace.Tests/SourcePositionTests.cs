namespace Kmen.Workspace.Tests;

public sealed class SourcePositionTests
{
    [Theory]
    [InlineData(0, 1, 1, "select a")]
    [InlineData(7, 1, 8, "select a")]
    [InlineData(9, 2, 1, "from b")]
    [InlineData(99, 2, 7, "from b")]
    [InlineData(-1, 1, 1, "select a")]
    public void At_Offset_GivesLineColumnAndTheLine(int offset, int line, int column, string excerpt) =>
        SourcePosition.At("x.sql", "select a\nfrom b", offset).Should().Be(new SourcePosition("x.sql", line, column, excerpt));

    [Fact]
    public void At_WindowsLineEnds_AreNoPartOfTheExcerpt() =>
        SourcePosition.At("x.sql", "select a\r\nfrom b", 3).Excerpt.Should().Be("select a");

    [Theory]
    [InlineData(0, 0, "x.sql")]
    [InlineData(3, 0, "x.sql:3")]
    [InlineData(3, 4, "x.sql:3:4")]
    public void ToString_KnownParts_AreShown(int line, int column, string text) =>
        new SourcePosition("x.sql", line, column).ToString().Should().Be(text);
}
