using Kmen.Models.Files;
using Kmen.Workspace;

namespace Kmen.Models.Tests.Files;

public sealed class ModelFolderTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Models_AreOrderedAndLeaveFunctionsAndChecksOut()
    {
        workspace.Model("marts.b", "select 1").Model("marts.a", "select 1").Model("identity.z", "select 1")
            .Write("sql/functions/duckdb.sql", "create or replace macro f(x) as x").Write("sql/checks/c.sql", "select 1").Write("sql/loose.sql", "select 1").Write("sql/marts/notes.md", "x");
        ModelFolder.Models(workspace.Root).Select(model => model.FullName).Should().Equal("identity.z", "marts.a", "marts.b");
        ModelFolder.Checks(workspace.Root).Select(check => check.File).Should().Equal("sql/checks/c.sql");
        WorkspaceFunctions.Text(workspace.Root).Should().Be("create or replace macro f(x) as x");
    }

    [Fact]
    public void Workspace_WithoutSql_HasNone()
    {
        ModelFolder.Models(workspace.Root).Should().BeEmpty();
        ModelFolder.Checks(workspace.Root).Should().BeEmpty();
        WorkspaceFunctions.Text(workspace.Root).Should().BeNull();
    }

    [Fact]
    public void TwoFiles_OfOneTable_AreRefused()
    {
        workspace.Model("marts.Orders", "select 1").Model("marts.orders", "select 1");
        var act = () => ModelFolder.Models(workspace.Root);
        act.Should().Throw<KmenException>().WithMessage("*marts.orders*sql/marts/Orders.sql and sql/marts/orders.sql*");
    }

    [Fact]
    public void Name_WithADot_IsRefused()
    {
        workspace.Write("sql/marts/a.b.sql", "/* kmen\ndescription: A test.\n*/\nselect 1\n");
        var act = () => ModelFolder.Models(workspace.Root);
        act.Should().Throw<KmenException>().WithMessage("marts.a.b has a dot*").Which.Where!.File.Should().Be("sql/marts/a.b.sql");
    }
}
