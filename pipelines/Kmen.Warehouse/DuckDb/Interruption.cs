namespace Kmen.Warehouse.DuckDb;

/// <summary>
/// Interrupts a query when a token asks for it, and goes on until the query has ended: the engine forgets an interrupt that finds nothing running, such as
/// one that lands before the first statement or between two. Once disposed it interrupts nothing any more.
/// </summary>
internal sealed class Interruption : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    readonly Action interrupt;
    readonly Lock gate = new();
    readonly CancellationTokenRegistration registration;
    Timer? timer;
    bool hasEnded;

    internal Interruption(Action interrupt, CancellationToken cancellation)
    {
        this.interrupt = interrupt;
        registration = cancellation.Register(Begin);
    }

    public void Dispose()
    {
        registration.Dispose();
        lock (gate)
        {
            hasEnded = true;
            timer?.Dispose();
        }
    }

    void Begin()
    {
        lock (gate)
        {
            if (!hasEnded)
            {
                timer = new Timer(_ => Interrupt(), null, TimeSpan.Zero, Interval);
            }
        }
    }

    void Interrupt()
    {
        lock (gate)
        {
            if (!hasEnded)
            {
                interrupt();
            }
        }
    }
}
