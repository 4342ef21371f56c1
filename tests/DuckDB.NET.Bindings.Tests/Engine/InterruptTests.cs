using DuckDB.NET.Data;

namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class InterruptTests : EngineTest
{
    /// <summary>Milliseconds; without it a query that cannot be ended would hold the whole run.</summary>
    private const int Guard = 60_000;

    private const string EndlessQuery = "select count(*) from range(10_000_000) a(i), range(10_000_000) b(j) where (i * j) % 7 = 3";

    [Fact(Timeout = Guard)]
    public async Task Interrupt_FromAnotherThread_EndsTheQuery()
    {
        var query = Task.Run(() => Scalar(EndlessQuery));
        while (!query.IsCompleted)
        {
            Connection.NativeConnection.Interrupt();
            await Task.Delay(10);
        }

        await ShouldBeInterrupted(query);
        Scalar("select 42").Should().Be(42, because: "the connection lives on");
    }

    [Fact(Timeout = Guard)]
    public async Task Cancel_OfTheCommand_EndsTheQuery()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = EndlessQuery;
        var query = Task.Run(command.ExecuteScalar);
        while (!query.IsCompleted)
        {
            command.Cancel();
            await Task.Delay(10);
        }

        await ShouldBeInterrupted(query);
    }

    [Fact(Timeout = Guard)]
    public async Task Progress_DuringAQuery_Moves()
    {
        Execute("set enable_progress_bar = true; set enable_progress_bar_print = false; set progress_bar_time = 0");
        Execute("create table events as select i from range(3_000_000) t(i)");
        Connection.GetQueryProgress().Percentage.Should().Be(-1, because: "nothing runs");
        var seen = new HashSet<double>();

        // On a busy machine the asking thread may sleep through one query.
        for (var attempt = 0; attempt < 10 && seen.Count < 2; attempt++)
        {
            var query = Task.Run(() => Scalar("select count(distinct md5(i::varchar)) from events"));
            while (!query.IsCompleted)
            {
                var percentage = Connection.GetQueryProgress().Percentage;
                if (percentage is > 0 and < 100)
                {
                    seen.Add(percentage);
                }

                await Task.Delay(1);
            }

            (await query).Should().Be(3_000_000L);
        }

        seen.Should().HaveCountGreaterThan(1, because: "the scan passes many row groups");
    }

    /// <summary>DuckDB.NET tells an interrupt by its error type, which the C API does not give while a statement is being prepared.</summary>
    private static async Task ShouldBeInterrupted(Task query)
    {
        var run = () => query;
        var error = (await run.Should().ThrowAsync<Exception>()).Which;
        (error is OperationCanceledException || error is DuckDBException { Message: "INTERRUPT Error: Interrupted!" }).Should().BeTrue(because: $"it was {error}");
    }
}
