namespace Kmen.Night.Tests;

public class RetailerExportsTests
{
    [Fact]
    public void FirstNight_OverATidyWorld_RejectsNoRowOfAnySource()
    {
        using var workspace = RetailerWorkspace.Whole();
        var sources = Kmen.Workspace.WorkspaceReader.Read(workspace.Folder).Sources.Select(source => source.Name).ToList();

        workspace.Read("select source from ops_file.main.files group by all having sum(rows_loaded) > 0", row => row.GetString(0)).Should().BeEquivalentTo(sources);
        workspace.Read("select path from ops_file.main.files where rows_rejected > 0 or rows_duplicate > 0 or status <> 'loaded'", row => row.GetString(0)).Should().BeEmpty();
    }
}
