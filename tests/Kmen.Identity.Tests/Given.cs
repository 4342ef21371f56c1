using Kmen.Models.Building;

namespace Kmen.Identity.Tests;

/// <summary>A step that the tests stand in for: who makes the records and edges, or who reads the persons.</summary>
internal sealed class Given(string name, IReadOnlyList<string> inputs) : IBuildStep
{
    public string Name => name;

    public string Kind => "given";

    public IReadOnlyList<string> Inputs => inputs;

    public IReadOnlyList<string> Outputs { get; } = [name];

    public string IncrementSettings => "none";

    public StepResult Run(BuildContext context) => throw new NotSupportedException();
}
