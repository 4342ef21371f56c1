namespace Kmen.Models.Files;

/// <summary>How a snapshot tells versions of a row apart: by a moment of change in the row, or by comparing columns.</summary>
/// <param name="UpdatedAt">The column that says when the row was changed, or null.</param>
/// <param name="Compare">The columns that are compared; empty without <paramref name="UpdatedAt"/>: all but the key.</param>
public sealed record SnapshotSettings(string? UpdatedAt, IReadOnlyList<string> Compare)
{
    /// <inheritdoc/>
    public override string ToString() => UpdatedAt is null ? $"compare {string.Join(",", Compare)}" : $"updated_at {UpdatedAt}";
}
