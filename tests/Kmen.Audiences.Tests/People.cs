namespace Kmen.Audiences.Tests;

/// <summary>What identity and the marts hold in one night.</summary>
internal sealed record People
{
    /// <summary>The addresses of each person, normalised.</summary>
    public IReadOnlyList<(long Person, string Type, string? Address)> Addresses { get; init; } = [];

    /// <summary>Who is in which audience by its own SELECT.</summary>
    public IReadOnlyList<(string Audience, long? Person)> Inside { get; init; } = [];

    /// <summary>Old ids and the living ones; those of <see cref="Inside"/> stand for themselves.</summary>
    public IReadOnlyDictionary<long, long?> Successors { get; init; } = new Dictionary<long, long?>();

    /// <summary>All merges and splits so far.</summary>
    public IReadOnlyList<(int Day, string Event, long Person, long Other)> History { get; init; } = [];

    public static People In(string audience, params long[] persons) => new() { Inside = [.. persons.Select(person => (audience, (long?)person))] };
}
