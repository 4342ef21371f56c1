namespace Kmen.Models.Testing;

/// <summary>What a failing test does to the night.</summary>
public enum TestSeverity
{
    /// <summary>Nothing is published.</summary>
    Error,

    /// <summary>It is told, and the night goes on.</summary>
    Warn,
}
