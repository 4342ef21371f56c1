namespace Kmen.Workspace.Configuration;

/// <summary>What happens to a row whose key was loaded before.</summary>
public enum DuplicateMode
{
    /// <summary>It is loaded like any other.</summary>
    Keep,

    /// <summary>It is left out and counted.</summary>
    Skip,
}
