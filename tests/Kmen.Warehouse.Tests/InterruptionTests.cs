namespace Kmen.Warehouse.Tests;

public sealed class InterruptionTests : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    readonly TestEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public void Execute_Cancelled_EndsWithTheTokensException()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        ShouldBeCancelled(() => engine.Session.Execute(TestEngine.Endless, cancellation: source.Token), source.Token);
        engine.Session.Scalar<int>("select 1").Should().Be(1, because: "the session goes on");
    }

    [Fact]
    public void Execute_CancelledBefore_DoesNothing()
    {
        var act = () => engine.Session.Execute("create table main.t (a int)", cancellation: new CancellationToken(true));
        act.Should().Throw<OperationCanceledException>();
        engine.Session.Tables().Should().BeEmpty();
    }

    /// <summary>The engine forgets an interrupt that finds no running query, so one interrupt is not enough.</summary>
    [Fact]
    public void Execute_CancelledAtAnyMoment_NeverMissesIt()
    {
        var sql = string.Concat(Enumerable.Repeat("select 1; ", 100)) + TestEngine.Endless;
        for (var round = 0; round < 40; round++)
        {
            using var source = new CancellationTokenSource();
            using var cancel = new Timer(_ => source.Cancel(), null, TimeSpan.FromMicroseconds(250 * round), Timeout.InfiniteTimeSpan);
            ShouldBeCancelled(() => engine.Session.Execute(sql, cancellation: source.Token), source.Token);
        }
    }

    [Fact]
    public void Read_CancelledWhileTheEngineWorks_Ends()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        ShouldBeCancelled(
            () =>
            {
                using var reader = engine.Session.Read("select i from range(1000000000000) numbers(i) where i < 10 or hash(i) = 42", cancellation: source.Token);
                Drain(reader);
            }, source.Token);
        engine.Session.Scalar<int>("select 1").Should().Be(1, because: "the session goes on");
    }

    [Fact]
    public void Read_CancelledBetweenRows_EndsAtTheNextOne()
    {
        using var source = new CancellationTokenSource();
        using var reader = engine.Session.Read("select i from range(1000) numbers(i)", cancellation: source.Token);
        reader.Read().Should().BeTrue();
        source.Cancel();
        var act = () => reader.Read();
        act.Should().Throw<OperationCanceledException>(because: "rows that the engine has ready must not hide the end");
    }

    [Fact]
    public void Read_CancelledBefore_LeavesTheSessionUsable()
    {
        var act = () => engine.Session.Read("select 1", cancellation: new CancellationToken(true));
        act.Should().Throw<OperationCanceledException>();
        engine.Session.Scalar<int>("select 1").Should().Be(1);
    }

    [Fact]
    public void Cancellation_AfterTheQuery_TouchesNothingLater()
    {
        using var source = new CancellationTokenSource();
        engine.Session.Execute("select 1", cancellation: source.Token);
        using (var reader = engine.Session.Read("select 1", cancellation: source.Token))
        {
            Drain(reader);
        }

        source.Cancel();
        engine.Session.Scalar<long>("select count(*) from range(20000000) numbers(i) where hash(i) % 2 = 0").Should().BePositive();
    }

    [Fact]
    public void InTransaction_Cancelled_RollsBack()
    {
        engine.Session.Execute("create table main.t (a int)");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        ShouldBeCancelled(
            () => engine.Session.InTransaction(() =>
            {
                engine.Session.Execute("insert into main.t values (1)");
                engine.Session.Execute(TestEngine.Endless, cancellation: source.Token);
            }), source.Token);
        engine.Query("select count(*) from main.t").Should().Equal("0");
        engine.Session.Execute("insert into main.t values (2)").Should().Be(1);
    }

    [Fact]
    public void Interrupt_WithoutAToken_IsTheEnginesError()
    {
        var query = Task.Run(() => engine.Session.Execute(TestEngine.Endless));
        while (!query.IsCompleted)
        {
            engine.Session.Interrupt();
            Thread.Sleep(10);
        }

        var act = () => query.GetAwaiter().GetResult();
        act.Should().Throw<WarehouseException>().Which.Kind.Should().Be("Interrupt");
    }

    [Fact]
    public async Task Progress_OfALongQuery_MovesBetweenZeroAndOne()
    {
        engine.Session.Execute("create table main.t as select i from range(3000000) numbers(i)");
        double.IsNaN(engine.Session.Progress).Should().BeTrue(because: "nothing runs");
        using var source = new CancellationTokenSource();
        var query = Task.Run(() => engine.Session.Execute("create table main.u as select md5(md5(i::varchar)) from main.t", cancellation: source.Token));
        var seen = new List<double>();
        while (!query.IsCompleted && seen.Distinct().Count() < 2)
        {
            if (engine.Session.Progress is > 0 and < 1 and var progress)
            {
                seen.Add(progress);
            }

            await Task.Delay(1);
        }

        await source.CancelAsync();
        await query.ContinueWith(_ => { }, TaskScheduler.Default);
        seen.Should().NotBeEmpty().And.BeInAscendingOrder();
    }

    static void Drain(System.Data.Common.DbDataReader reader)
    {
        while (reader.Read())
        {
        }
    }

    static void ShouldBeCancelled(Action work, CancellationToken token)
    {
        var task = Task.Run(work, CancellationToken.None);
        Task.WhenAny(task, Task.Delay(Deadline, CancellationToken.None)).GetAwaiter().GetResult().Should().BeSameAs(task, because: "the query must end");
        var act = () => task.GetAwaiter().GetResult();
        act.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(token);
    }
}
