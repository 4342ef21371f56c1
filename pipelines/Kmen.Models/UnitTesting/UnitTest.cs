using Kmen.Workspace;

namespace Kmen.Models.UnitTesting;

/// <summary>A test of a model's text alone: given rows, expected rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Model">The model, as schema.name.</param>
/// <param name="Where">Where it stands.</param>
public sealed record UnitTest(string Name, string Model, SourcePosition Where)
{
    /// <summary>The named part of the model that is expected to give the rows, or null for the whole.</summary>
    public string? Part { get; init; }

    /// <summary>The moment that given rows have in a column as_of which they do not name, or null.</summary>
    public string? AsOf { get; init; }

    /// <summary>The rows of each table that the model reads: columns and values as text, null for null. A table that is not named is empty.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> Given { get; init; }

    /// <summary>The rows that must come out, in any order; only the columns that matter.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, string?>> Expect { get; init; }
}
