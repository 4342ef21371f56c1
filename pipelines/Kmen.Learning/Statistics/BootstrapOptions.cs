namespace Kmen.Learning.Statistics;

/// <summary>How a bootstrap draws.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Replicates, 20 or more; 400 unless said otherwise.</summary>
    public int Replicates { get; init; } = 400;

    /// <summary>Where the random numbers begin. The same seed gives the same bounds, on any number of threads.</summary>
    public long Seed { get; init; }

    /// <summary>The share of replicates between the bounds, above 0 and below 1; 0.95 unless said otherwise.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Threads to work on, 1 or more.</summary>
    public int Threads { get; init; } = 1;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Replicates, 20);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Threads);
        if (Confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "The confidence must lie between 0 and 1, such as 0.95.");
        }
    }
}
