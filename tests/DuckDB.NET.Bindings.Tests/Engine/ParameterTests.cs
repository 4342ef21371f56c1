using System.Numerics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class ParameterTests : EngineTest
{
    public static TheoryData<object, string, string> Values { get; } = new()
    {
        { true, "BOOLEAN", "true" },
        { (sbyte)-5, "TINYINT", "-5" },
        { (short)-500, "SMALLINT", "-500" },
        { -50_000, "INTEGER", "-50000" },
        { long.MaxValue, "BIGINT", "9223372036854775807" },
        { (byte)200, "UTINYINT", "200" },
        { (ushort)60_000, "USMALLINT", "60000" },
        { 4_000_000_000u, "UINTEGER", "4000000000" },
        { ulong.MaxValue, "UBIGINT", "18446744073709551615" },
        { BigInteger.Pow(10, 30), "HUGEINT", "1000000000000000000000000000000" },
        { 0.09m, "DECIMAL", "0.09" },
        { -1234567890.1234m, "DECIMAL", "-1234567890.1234" },
        { 79228162514264337593543950335m, "DECIMAL", "79228162514264337593543950335" },
        { 1.5f, "FLOAT", "1.5" },
        { 0.1, "DOUBLE", "0.1" },
        { "kůň", "VARCHAR", "kůň" },
        { new DateOnly(2024, 2, 29), "DATE", "2024-02-29" },
        { new TimeOnly(12, 34, 56, 789, 12), "TIME", "12:34:56.789012" },
        { new DateTime(2024, 2, 29, 12, 34, 56, 789), "TIMESTAMP", "2024-02-29 12:34:56.789" },
        { new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.FromHours(2)), "TIMESTAMP WITH TIME ZONE", "2024-02-29 10:34:56+00" },
        { new DuckDBDateOnly(-43, 3, 15), "DATE", "0044-03-15 (BC)" },
        { new[] { 1, 2, 3 }, "INTEGER[]", "[1, 2, 3]" },
        { new List<string> { "a", "b c" }, "VARCHAR[]", "[a, b c]" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Parameter_OfAType_ArrivesWithTypeAndValue(object value, string type, string text)
    {
        Execute("set timezone = 'UTC'");
        ((string)Scalar("select typeof($1)", (null, value))!).Should().StartWith(type);
        Scalar("select $1::varchar", (null, value)).Should().Be(text);
    }

    [Fact]
    public void Parameter_OfATimeSpan_ArrivesAsInterval() =>
        Scalar("select $1 = interval '3 days 4 hours 5 minutes 6 microseconds'", (null, new TimeSpan(3, 4, 5, 0) + TimeSpan.FromMicroseconds(6)))
            .Should().Be(true);

    [Fact]
    public void Parameter_OfNull_ArrivesAsNull()
    {
        Scalar("select $1 is null", (null, null)).Should().Be(true);
        Scalar("select $1 is null", (null, DBNull.Value)).Should().Be(true);
    }

    [Fact]
    public void Parameter_OfBytes_ArrivesAsBlob() =>
        Scalar("select hex($1::blob)", (null, new byte[] { 0, 255, 16 })).Should().Be("00FF10");

    [Fact]
    public void Parameters_ByPlace_AreTakenInOrder() => Scalar("select ? || '-' || ?", (null, "a"), (null, "b")).Should().Be("a-b");

    [Fact]
    public void Parameters_ByName_AreTakenByName() =>
        Scalar("select $first || '-' || $second || '-' || $first", ("second", "b"), ("first", "a")).Should().Be("a-b-a");

    [Fact]
    public void Parameter_NotGiven_IsAnError()
    {
        var run = () => Scalar("select $1 + $2", (null, 1));
        run.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Statement_PreparedOnce_RunsWithNewValues()
    {
        Execute("create table orders (order_id integer, note varchar)");
        using var command = Connection.CreateCommand();
        command.CommandText = "insert into orders values ($1, $2)";
        var number = new DuckDBParameter(0);
        var note = new DuckDBParameter("");
        command.Parameters.Add(number);
        command.Parameters.Add(note);
        command.Prepare();
        for (var i = 1; i <= 3; i++)
        {
            number.Value = i;
            note.Value = $"note {i}";
            command.ExecuteNonQuery().Should().Be(1);
        }

        Scalar("select string_agg(order_id || ' ' || note, ', ' order by order_id) from orders").Should().Be("1 note 1, 2 note 2, 3 note 3");
    }
}
