using System.Globalization;
using DuckDB.NET.Data;

namespace DuckDB.NET.Bindings.Tests.Engine;

/// <summary>An empty database in memory for each test.</summary>
public abstract class EngineTest : IDisposable
{
    protected EngineTest() => Connection.Open();

    protected DuckDBConnection Connection { get; } = new("Data Source=:memory:");

    public void Dispose()
    {
        Connection.Dispose();
        GC.SuppressFinalize(this);
    }

    protected int Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    protected object? Scalar(string sql, params (string? Name, object? Value)[] parameters)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(name is null ? new DuckDBParameter { Value = value } : new DuckDBParameter(name, value));
        }

        return command.ExecuteScalar();
    }

    /// <summary>The value of an expression, read as the given type.</summary>
    protected T Read<T>(string expression)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = $"select {expression}";
        using var reader = command.ExecuteReader();
        reader.Read().Should().BeTrue();
        return reader.GetFieldValue<T>(0);
    }

    /// <summary>Hands an SQL expression to a table function and returns what the function read.</summary>
    protected T Echo<T>(string expression)
    {
        var name = "echo_" + typeof(T).Name.TrimEnd(']', '[').ToLower(CultureInfo.InvariantCulture);
        T? received = default;
        Connection.RegisterTableFunction<T>(
            name,
            parameters =>
            {
                received = parameters[0].GetValue<T>();
                return new TableFunction([new("one", typeof(int))], new[] { 1 }, null);
            },
            (item, writers, row) => writers[0].WriteValue((int)item!, row));
        Scalar($"select one from {name}({expression})").Should().Be(1);
        return received!;
    }
}
