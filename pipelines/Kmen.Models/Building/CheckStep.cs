using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Testing;

namespace Kmen.Models.Building;

/// <summary>Runs one check of <c>sql/checks</c>.</summary>
public sealed class CheckStep(Model check, ParsedQuery query) : IBuildStep
{
    /// <inheritdoc/>
    public string Name => check.FullName;

    /// <inheritdoc/>
    public string Kind => "check";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [.. query.Tables.Select(table => table.FullName).Distinct()];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs => [];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ModelTesting.Check(context, check);
        return new StepResult(0);
    }
}
