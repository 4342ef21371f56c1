using DuckDB.NET.Data;

namespace DuckDB.NET.Bindings.Tests;

public sealed class ConnectionTests
{
    [Fact]
    public void Scalar_OfLiteral_IsReturned()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select 42";
        command.ExecuteScalar().Should().Be(42);
        connection.NativeConnection.Interrupt();
    }
}
