using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Loading;

/// <summary>A column of the contract in a staged file.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Name">Its name in the staged file; null where the file lacks it.</param>
/// <param name="Type">The engine's type there; <c>VARCHAR</c> for text.</param>
internal sealed record StagedColumn(SourceColumn Contract, string? Name, string Type)
{
    /// <summary>Whether values are text that has to be cast.</summary>
    public bool IsText => Type == "VARCHAR";
}
