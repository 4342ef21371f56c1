using Kmen.Models.Importing;

namespace Kmen.Models.Tests.Importing;

public sealed class RelationNamesTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("select * from \"db\".\"main\".\"people\" p", "select * from marts.people p")]
    [InlineData("select \"db\".\"main\".\"people\".name from \"db\".\"main\".\"people\"", "select marts.people.name from marts.people")]
    [InlineData("select '\"db\".\"main\".\"people\"' -- \"db\".\"main\".\"people\"\nfrom \"db\" . \"main\" . \"people\";", "select '\"db\".\"main\".\"people\"' -- \"db\".\"main\".\"people\"\nfrom marts.people")]
    [InlineData("/* \"db\".\"main\".\"people\" /* inner */ */ from \"db\".\"main\".\"people\"", "/* \"db\".\"main\".\"people\" /* inner */ */ from marts.people")]
    [InlineData("select $$from \"db\".\"main\".\"people\"$$, e'it\\'s \"db\".\"main\".\"people\"'", "select $$from \"db\".\"main\".\"people\"$$, e'it\\'s \"db\".\"main\".\"people\"'")]
    [InlineData("from \"db\".\"main\".\"order\" join \"db\".\"main\".\"people\" using (id)", "from \"sales\".\"order\" join marts.people using (id)")]
    [InlineData("from \"db\".\"web\".\"visits\" where visits.id > 1", "from staging.web_visits as visits where visits.id > 1")]
    [InlineData("from \"db\".\"web\".\"visits\" v, \"db\".\"web\".\"visits\" as w", "from staging.web_visits v, staging.web_visits as w")]
    [InlineData("from 'data/x.csv' where name <> 'data/x.csv'", "from staging.files as x where name <> 'data/x.csv'")]
    [InlineData("select 1\n\n\n   \n\nfrom   \"db\".\"main\".\"people\"  \n", "select 1\n\nfrom   marts.people")]
    public void Text_OfAModel_NamesTheTablesAnew(string compiled, string expected)
    {
        var names = new RelationNames(new SqlNames(workspace.Session));
        names.Add("\"db\".\"main\".\"people\"", "people", "marts", "people");
        names.Add("\"db\".\"main\".\"order\"", "order", "sales", "order");
        names.Add("\"db\".\"web\".\"visits\"", "visits", "staging", "web_visits");
        names.Add("'data/x.csv'", "x", "staging", "files");

        names.Rewrite(compiled).Should().Be(expected.Replace("\"sales\"", "sales", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain words")]
    [InlineData("a: colon, a #hash, [a bracket] and {a brace}")]
    [InlineData("ends */ a comment, opens /* one, /*/ both")]
    [InlineData("two\nlines\twith \"quotes\" and 'others' and \\ a backslash")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("- no list")]
    [InlineData(" spaces around ")]
    [InlineData("2026-01-01")]
    [InlineData("čeština \u0007")]
    public void Yaml_OfAnyText_ReadsTheSameInsideAHeader(string text)
    {
        workspace.Write("sql/marts/a.sql", $"/* kmen\ndescription: {YamlText.Of(text)}\ntags: {YamlText.List([text, "b"])}\n*/\nselect 1 as a\n");

        var model = workspace.Read().Models["marts.a"];

        (model.Description, model.Tags[0], model.Sql).Should().Be((text, text, "select 1 as a"));
    }
}
