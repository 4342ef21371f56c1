using System.Numerics;
using DuckDB.NET.Data;

namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class AppenderTests : EngineTest
{
    [Fact]
    public void Row_OfTheCommonTypes_IsAppended()
    {
        Execute("""
            create table facts (
                a boolean, b tinyint, c smallint, d integer, e bigint, f utinyint, g ubigint, h hugeint,
                i decimal(4, 2), j decimal(9, 3), k decimal(18, 4), l decimal(38, 6), m float, n double,
                o varchar, p varchar, q blob, r date, s time, t timestamp, u timestamptz, v interval, w uuid, x integer[])
            """);
        var uuid = Guid.Parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        using (var appender = Connection.CreateAppender("facts"))
        {
            appender.AppendRow(row => row
                .AppendValue((bool?)true).AppendValue((sbyte?)-1).AppendValue((short?)-2).AppendValue((int?)-3).AppendValue((long?)-4)
                .AppendValue((byte?)5).AppendValue((ulong?)ulong.MaxValue).AppendValue((BigInteger?)-BigInteger.Pow(10, 30))
                .AppendValue((decimal?)-12.34m).AppendValue((decimal?)12345.678m).AppendValue((decimal?)99999999999999.9999m)
                .AppendValue((decimal?)-12345678901234567890.123456m).AppendValue((float?)1.5f).AppendValue((double?)0.1)
                .AppendValue("žluť").AppendValue("příliš žluťoučký kůň").AppendValue(new byte[] { 0, 255 })
                .AppendValue((DateOnly?)new DateOnly(2024, 2, 29)).AppendValue((TimeOnly?)new TimeOnly(12, 34, 56, 789, 12))
                .AppendValue((DateTime?)new DateTime(2024, 2, 29, 12, 34, 56, 789, 12))
                .AppendValue((DateTimeOffset?)new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2)))
                .AppendValue((TimeSpan?)new TimeSpan(1, 2, 3, 4)).AppendValue((Guid?)uuid).AppendValue(new[] { 1, 2, 3 }));
        }

        Execute("set timezone = 'UTC'");
        Scalar("select facts::varchar from facts").Should().Be(
            "{'a': true, 'b': -1, 'c': -2, 'd': -3, 'e': -4, 'f': 5, 'g': 18446744073709551615, 'h': -1000000000000000000000000000000, " +
            "'i': -12.34, 'j': 12345.678, 'k': 99999999999999.9999, 'l': -12345678901234567890.123456, 'm': 1.5, 'n': 0.1, " +
            "'o': žluť, 'p': příliš žluťoučký kůň, 'q': \\x00\\xFF, 'r': 2024-02-29, 's': '12:34:56.789012', " +
            "'t': '2024-02-29 12:34:56.789012', 'u': '2024-02-29 10:00:00+00', 'v': '1 day 02:03:04', " +
            "'w': 6ba7b810-9dad-11d1-80b4-00c04fd430c8, 'x': [1, 2, 3]}");
    }

    [Fact]
    public void Nulls_AndDefaults_AreAppended()
    {
        Execute("create table facts (a integer, b decimal(18, 2), c varchar, d timestamp, e varchar default 'unknown')");
        using (var appender = Connection.CreateAppender("facts"))
        {
            appender.AppendRow(row => row.AppendNullValue().AppendValue((decimal?)null).AppendValue((string?)null).AppendValue((DateTime?)null).AppendDefault());
            appender.AppendRow(row => row.AppendValue((int?)1).AppendValue((decimal?)1.5m).AppendValue("x").AppendNullValue().AppendNullValue());
        }

        Scalar("select string_agg(concat_ws('|', coalesce(a::varchar, 'null'), coalesce(b::varchar, 'null'), coalesce(c, 'null'), coalesce(e, 'null')), ' ') from facts")
            .Should().Be("null|null|null|unknown 1|1.50|x|null");
        Scalar("select count(d) from facts").Should().Be(0L);
    }

    [Fact]
    public void Rows_OfManyChunks_AreAppendedInOrder()
    {
        Execute("create schema staging; create table staging.events (event_id bigint, name varchar)");
        using (var appender = Connection.CreateAppender("staging", "events"))
        {
            for (var i = 0L; i < 500_000; i++)
            {
                appender.AppendRow(i, static (row, number) => row.AppendValue((long?)number).AppendValue(number % 2 == 0 ? "short" : $"a longer name, number {number}"));
            }
        }

        Scalar("select count(*) from staging.events where event_id = rowid and name = if(event_id % 2 = 0, 'short', 'a longer name, number ' || event_id)")
            .Should().Be(500_000L);
    }

    [Fact]
    public void Rows_BeforeClose_OutsideATransaction_ArePartlyVisibleToOthers()
    {
        Execute("create table events (event_id bigint)");
        using var other = Connection.Duplicate();
        other.Open();
        using var appender = Connection.CreateAppender("events");
        Append(appender, 500_000);
        CountSeenBy(other).Should().BeInRange(1, 499_999, because: "the appender commits every hundred chunks by itself");
        appender.Close();
        CountSeenBy(other).Should().Be(500_000);
    }

    [Fact]
    public void Rows_InATransaction_AreVisibleToOthersAfterItsCommit()
    {
        Execute("create table events (event_id bigint)");
        using var other = Connection.Duplicate();
        other.Open();
        using var transaction = Connection.BeginTransaction();
        using (var appender = Connection.CreateAppender("events"))
        {
            Append(appender, 500_000);
        }

        CountSeenBy(other).Should().Be(0);
        transaction.Commit();
        CountSeenBy(other).Should().Be(500_000);
    }

    [Fact]
    public void Rows_InATransactionRolledBack_AreGone()
    {
        Execute("create table events (event_id bigint)");
        using (var transaction = Connection.BeginTransaction())
        {
            using (var appender = Connection.CreateAppender("events"))
            {
                Append(appender, 300_000);
            }

            transaction.Rollback();
        }

        CountSeenBy(Connection).Should().Be(0);
    }

    [Fact]
    public void Row_ThatBreaksAConstraint_FailsWithTheEnginesMessageOnClose()
    {
        Execute("create table events (event_id bigint not null)");
        var appender = Connection.CreateAppender("events");
        appender.AppendRow(row => row.AppendNullValue());
        var close = appender.Close;
        close.Should().Throw<DuckDBException>().WithMessage("*NOT NULL constraint failed: events.event_id*");
    }

    [Fact]
    public void Table_ThatIsMissing_IsNamed()
    {
        var create = () => Connection.CreateAppender("nowhere");
        create.Should().Throw<DuckDBException>().WithMessage("*nowhere*");
    }

    private static void Append(DuckDBAppender appender, long rows)
    {
        for (var i = 0L; i < rows; i++)
        {
            appender.AppendRow(i, static (row, number) => row.AppendValue((long?)number));
        }
    }

    private static long CountSeenBy(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from events";
        return (long)command.ExecuteScalar()!;
    }
}
