namespace Kmen.Cli.Tests;

/// <summary>A clock that moves only when it is told to.</summary>
sealed class FixedClock : TimeProvider
{
    TimeSpan elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero) + elapsed;

    public override long GetTimestamp() => elapsed.Ticks;

    public void Advance(double seconds) => elapsed += TimeSpan.FromSeconds(seconds);
}
