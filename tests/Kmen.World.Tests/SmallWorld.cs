using System.Globalization;

namespace Kmen.World.Tests;

/// <summary>One world that tests of its content share.</summary>
public sealed class SmallWorld : IDisposable
{
    readonly ThrowAway world = new();

    public SmallWorld() => Summary = Retailer.GenerateHistory(ThrowAway.Options(4000, 200), world.Folders);

    public WorldSummary Summary { get; }

    internal ThrowAway World => world;

    public static DateTime Moment(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static decimal Money(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    public void Dispose() => world.Dispose();
}
