namespace Kmen.Activation.Tests.Harness;

/// <summary>The real time, but waits of up to a minute are over at once; their lengths are kept. Time limits longer than that stay real.</summary>
public sealed class FastClock : TimeProvider
{
    readonly Lock gate = new();
    readonly List<TimeSpan> waits = [];

    /// <summary>How long waits of this length and longer really last; a time limit of a request stays far below it.</summary>
    public static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(90);

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
            {
                return [.. waits];
            }
        }
    }

    /// <summary>What a time limit of <see cref="RequestLimit"/> or longer really takes.</summary>
    public TimeSpan RealLimit { get; set; } = RequestLimit;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= RequestLimit)
        {
            return base.CreateTimer(callback, state, RealLimit, period);
        }

        if (dueTime > TimeSpan.Zero)
        {
            lock (gate)
            {
                waits.Add(dueTime);
            }

            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
