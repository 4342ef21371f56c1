using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>
/// Gives the engine's own threads up while each of them has a lane that works, and takes them back when one waits. A lane works on its query itself; threads beside that cut the query for nothing then, and a lane whose
/// last piece another thread holds turns in circles until it is done (measured over a million persons on two cores: 35 s against 39 s of CPU for a night). A query that is running keeps the number it began its part with.
/// </summary>
internal sealed class LaneThreads : IDisposable
{
    /// <summary>So long nothing must change: a lane between two steps does not wait.</summary>
    static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(5);

    readonly IWarehouse warehouse;
    readonly object gate = new();
    readonly Task? watch;
    int working;
    int threads;
    bool isEnded;

    internal LaneThreads(IWarehouse warehouse, int lanes)
    {
        this.warehouse = warehouse;
        threads = warehouse.Threads;
        watch = threads > 1 && lanes >= threads ? Task.Factory.StartNew(Watch, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default) : null;
    }

    /// <summary>A lane has something to do.</summary>
    internal void Enter() => Change(1);

    /// <summary>A lane waits, or has ended.</summary>
    internal void Leave() => Change(-1);

    /// <summary>Leaves the engine with all its threads.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isEnded = true;
            Monitor.PulseAll(gate);
        }

        watch?.Wait();
        Work(warehouse.Threads);
    }

    int Wanted => working >= warehouse.Threads ? 1 : warehouse.Threads;

    void Change(int lanes)
    {
        lock (gate)
        {
            working += lanes;
            Monitor.PulseAll(gate);
        }
    }

    void Watch()
    {
        while (Settled() is { } wanted)
        {
            Work(wanted);
        }
    }

    /// <summary>Waits until another number is wanted, and nothing has changed since for a while; null at the end.</summary>
    int? Settled()
    {
        lock (gate)
        {
            while (!isEnded)
            {
                if (Wanted == threads)
                {
                    Monitor.Wait(gate);
                }
                else if (!Monitor.Wait(gate, Calm))
                {
                    return Wanted;
                }
            }

            return null;
        }
    }

    void Work(int wanted)
    {
        if (wanted == threads)
        {
            return;
        }

        try
        {
            warehouse.WorkWith(wanted);
        }
        catch (WarehouseException)
        {
            // A matter of time alone: the build goes on with the threads that there are.
        }

        threads = wanted;
    }
}
