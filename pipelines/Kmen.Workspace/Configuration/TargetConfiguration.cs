namespace Kmen.Workspace.Configuration;

/// <summary>A target: its own builds and publications.</summary>
/// <param name="Name">Name, such as dev or prod.</param>
/// <param name="StateFolder">Folder of what Kmen keeps, relative to the workspace or absolute.</param>
/// <param name="PublishedFolder">Folder of what readers open, relative to the workspace or absolute.</param>
public sealed record TargetConfiguration(string Name, string StateFolder, string PublishedFolder);
