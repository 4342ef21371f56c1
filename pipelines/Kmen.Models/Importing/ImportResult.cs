namespace Kmen.Models.Importing;

/// <summary>What an import made.</summary>
public sealed record ImportResult
{
    /// <summary>The dbt project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The workspace's folder, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>What was carried over and how many of it, in the order in which it is told.</summary>
    public required IReadOnlyList<(string What, int Count)> Counts { get; init; }

    /// <summary>What was not carried over, or not whole.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }
}
