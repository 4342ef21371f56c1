namespace Kmen.Night.Tests;

public sealed class CommentTests
{
    [Theory]
    [InlineData("night")]
    [InlineData("ops_file")]
    public void EveryPublishedTableAndColumn_OfTheShippedWorkspace_SaysWhatItHolds(string catalog)
    {
        using var workspace = RetailerWorkspace.Whole();

        var mute = workspace.Read(
            $"""
            select schema_name || '.' || table_name || '.' || column_name from duckdb_columns() where database_name = '{catalog}' and comment is null and not internal
            union all
            select schema_name || '.' || table_name from duckdb_tables() where database_name = '{catalog}' and comment is null and not internal
            union all
            select schema_name || '.' || view_name from duckdb_views() where database_name = '{catalog}' and comment is null and not internal
            """, row => row.GetString(0));

        workspace.Count($"select count(*) from duckdb_tables() where database_name = '{catalog}'").Should().BePositive();
        mute.Should().BeEmpty(because: "tools for reports show the comments beside the data");
    }
}
