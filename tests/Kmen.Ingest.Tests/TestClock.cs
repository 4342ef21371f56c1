namespace Kmen.Ingest.Tests;

/// <summary>A clock that moves only when told.</summary>
internal sealed class TestClock : TimeProvider
{
    DateTimeOffset now = new(2026, 1, 1, 2, 30, 0, TimeSpan.Zero);

    public void Advance(TimeSpan time) => now += time;

    public override DateTimeOffset GetUtcNow() => now;
}
