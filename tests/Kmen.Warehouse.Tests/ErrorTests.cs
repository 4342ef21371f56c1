namespace Kmen.Warehouse.Tests;

public sealed class ErrorTests : IDisposable
{
    readonly TestEngine engine = new();

    public ErrorTests() => engine.Session.Execute("create table main.customers (customer_id bigint, email varchar)");

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData("select * form customers", "Parser", "customers")]
    [InlineData("select customer_ident from customers", "Binder", "customer_ident")]
    [InlineData("select 'žluťoučký kůň 🦆', customer_ident from customers", "Binder", "customer_ident")]
    [InlineData("-- žluťoučký kůň 🦆\nselect * from custommers", "Catalog", "custommers")]
    [InlineData("select loweer(email) from customers", "Catalog", "loweer")]
    [InlineData("create table a as select 1 as x; select 'ěšč'; select customer_ident from customers", "Binder", "customer_ident")]
    [InlineData("select 'ř🦆', 1 form x form customers", "Parser", "x form")]
    [InlineData("select 'ř'; select * form customers", "Parser", "customers")]
    public void Error_OfATextMistake_HasKindAndTheMistakesOffsetInCharacters(string sql, string kind, string mistake)
    {
        var error = Refused(sql);
        error.Kind.Should().Be(kind);
        error.Sql.Should().Be(sql);
        sql[error.Offset!.Value..].Should().StartWith(mistake);
    }

    [Theory]
    [InlineData("select 'abc'::integer", "Conversion")]
    [InlineData("create table strict (a int not null); insert into strict values (null)", "Constraint")]
    [InlineData("select 9223372036854775807 + 1::bigint + 9223372036854775807", "Out of Range")]
    public void Error_OfValues_HasItsKind(string sql, string kind) => Refused(sql).Kind.Should().Be(kind);

    [Fact]
    public void Error_Message_IsTheEnginesWithoutItsFrame()
    {
        var error = Refused("select customer_ident from customers");
        error.Message.Should().StartWith("Referenced column \"customer_ident\" not found").And.NotContain("{").And.NotContain("^");
    }

    [Fact]
    public void Error_OfAMistypedColumn_NamesTheNearest() =>
        Refused("select customer_ident from customers").Candidates.Should().Contain("customer_id");

    [Fact]
    public void Error_OfAMistypedTable_NamesTheNearest() =>
        string.Join(' ', Refused("select * from custommers").Candidates).Should().Contain("customers");

    [Fact]
    public void Error_WhileParametersAreBound_HasOffset()
    {
        var act = () => engine.Session.Scalar<long>("select 'ů', customer_ident from customers where customer_id = $1", [1L]);
        var error = act.Should().Throw<WarehouseException>().Which;
        error.Sql[error.Offset!.Value..].Should().StartWith("customer_ident");
    }

    [Fact]
    public void Error_OfALaterStatement_KeepsTheEarlierOnes()
    {
        Refused("create table first_one (a int); select nothing_here");
        engine.Session.Tables().Select(table => table.Name).Should().Contain("first_one", because: "without a transaction every statement stands alone");
    }

    [Fact]
    public void Execute_OfBlankText_IsACallersMistake()
    {
        var act = () => engine.Session.Execute("  ");
        act.Should().Throw<ArgumentException>();
    }

    WarehouseException Refused(string sql)
    {
        var act = () => engine.Session.Execute(sql);
        return act.Should().Throw<WarehouseException>().Which;
    }
}
