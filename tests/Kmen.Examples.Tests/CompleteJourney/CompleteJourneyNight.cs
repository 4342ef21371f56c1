namespace Kmen.Examples.Tests.CompleteJourney;

/// <summary>The example's one night, when the year is over.</summary>
public sealed class CompleteJourneyNight : IDisposable
{
    public CompleteJourneyNight()
    {
        if (DataFolder.Path is not { } data)
        {
            return;
        }

        Files = Path.Combine(data, "complete_journey");
        Workspace = new ExampleWorkspace("complete-journey");
        Workspace.Run(new DateOnly(2018, 1, 2));
    }

    internal string Files { get; } = "";

    internal ExampleWorkspace Workspace { get; } = null!;

    public void Dispose() => Workspace?.Dispose();
}
