namespace Kmen.Tests;

/// <summary>Where the public data sets lie.</summary>
internal static class DataFolder
{
    internal static string? Path { get; } = Environment.GetEnvironmentVariable("KMEN_DATA") is { Length: > 0 } folder ? folder : null;

    internal static string? WhySkipped => Path is null ? "KMEN_DATA does not name the folder of the public data sets." : null;
}
