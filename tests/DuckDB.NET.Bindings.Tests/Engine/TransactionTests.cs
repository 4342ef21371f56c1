using DuckDB.NET.Data;

namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class TransactionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kmen-transaction-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Commit_MakesRowsLasting()
    {
        Run(connection =>
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, "create table a as select 1 as x");
            transaction.Commit();
        });
        Run(connection => Scalar(connection, "select x from a").Should().Be(1));
    }

    [Fact]
    public void Rollback_TakesRowsBack() => Run(connection =>
    {
        Execute(connection, "create table a as select 1 as x");
        using (var transaction = connection.BeginTransaction())
        {
            Execute(connection, "insert into a values (2)");
            Scalar(connection, "select count(*) from a").Should().Be(2L);
            transaction.Rollback();
        }

        Scalar(connection, "select count(*) from a").Should().Be(1L);
    });

    [Fact]
    public void Transaction_WithoutCommit_IsRolledBackWhenDisposed() => Run(connection =>
    {
        Execute(connection, "create table a (x integer)");
        using (connection.BeginTransaction())
        {
            Execute(connection, "insert into a values (1)");
        }

        Scalar(connection, "select count(*) from a").Should().Be(0L);
    });

    [Fact]
    public void File_OpenedReadOnly_RefusesWrites()
    {
        Run(connection => Execute(connection, "create table a as select 1 as x"));
        using var connection = new DuckDBConnection($"Data Source={File};access_mode=read_only");
        connection.Open();
        Scalar(connection, "select x from a").Should().Be(1);
        var write = () => Execute(connection, "insert into a values (2)");
        write.Should().Throw<DuckDBException>().WithMessage("*read-only*");
    }

    private string File => Path.Combine(folder.FullName, "test.duckdb");

    private void Run(Action<DuckDBConnection> action)
    {
        using var connection = new DuckDBConnection($"Data Source={File}");
        connection.Open();
        action(connection);
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
